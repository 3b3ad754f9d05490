package dev.clickledger.domain.order.rules;

import dev.clickledger.contracts.ids.LineId;
import java.util.List;

public record LinesOfAnOrderAreDistinct(List<LineId> lineIds) implements OrderRule {

    @Override
    public boolean holds() {
        return lineIds.stream().distinct().count() == lineIds.size();
    }

    @Override
    public String advice() {
        return "A line_id is used twice: give each line its own";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
