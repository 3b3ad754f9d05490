package dev.clickledger.local.demo.input;

/** The input is not what it should be; the message names the line and the column. */
public final class InputRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InputRefused(long line, String what) {
        super("line " + line + ": " + what);
    }

    InputRefused(long line, Column column, String what) {
        super("line " + line + ", column " + column.columnName() + ": " + what);
    }
}
