package dev.clickledger.stream.intake;

import dev.clickledger.contracts.topics.DeadLetterRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** How records that could not be read leave the operators behind the sources. */
public final class DeadLetters {

    public static final OutputTag<DeadLetterRecord> UNREADABLE =
            new OutputTag<>("unreadable", TypeInformation.of(DeadLetterRecord.class));

    private DeadLetters() {}
}
