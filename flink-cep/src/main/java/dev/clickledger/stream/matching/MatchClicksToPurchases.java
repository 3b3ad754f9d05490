package dev.clickledger.stream.matching;

import dev.clickledger.stream.intake.CountedWarning;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.NFAStateSerializer;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.operator.CepOperator;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CEP's own operator with {@link ClickToPurchasePattern}, made to do two things that {@code
 * CEP.pattern(…)} cannot:
 *
 * <ul>
 *   <li>It forgets. CEP keeps the automaton of every key for ever, also when it has nothing open:
 *       about 200 bytes for every (device, product) ever seen. Here an automaton that is back at
 *       its start is dropped; a new one is the same.
 *   <li>It takes late steps. CEP leaves out what is not after the watermark; here such a step
 *       counts as if it happened just after it (its own time still decides the look-back). A late
 *       purchase finds its click, a late click is found by later purchases; purchases already
 *       matched stay as they are. Every late step is counted and logged: publishers promise that
 *       there is none.
 * </ul>
 *
 * <p>The price is a class that Flink calls internal: a new Flink version may move it, and the tests
 * of this package would say so. (The name of the state is checked there, too.)
 */
final class MatchClicksToPurchases extends CepOperator<ShopperStep, DeviceProduct, PurchaseMatch> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(MatchClicksToPurchases.class);

    /** What CepOperator calls it. */
    private static final String AUTOMATON_STATE = "nfaStateName";

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<NFAState> automaton;

    @SuppressWarnings("NullAway.Init")
    private transient CountedWarning late;

    private transient long watermarkMillis;

    MatchClicksToPurchases(TypeSerializer<ShopperStep> steps) {
        super(
                steps,
                false,
                NFACompiler.compileFactory(ClickToPurchasePattern.pattern(), false),
                new StepsInOrder(),
                AfterMatchSkipStrategy.noSkip(),
                new EveryMatch(),
                null);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        automaton =
                context.getKeyedStateStore()
                        .getState(
                                new ValueStateDescriptor<>(
                                        AUTOMATON_STATE, new NFAStateSerializer()));
    }

    @Override
    public void open() throws Exception {
        super.open();
        watermarkMillis = Long.MIN_VALUE;
        late = new CountedWarning(LOG, getMetricGroup(), "lateSteps");
    }

    @Override
    public void processElement(StreamRecord<ShopperStep> element) throws Exception {
        ShopperStep step = element.getValue();
        // The step's own time, not the record's: one that was judged early or late carries another.
        if (step.timeMillis() > watermarkMillis) {
            super.processElement(element.replace(step, step.timeMillis()));
        } else {
            late.about("Step " + step.eventId() + " came after its heartbeat");
            super.processElement(element.replace(step, watermarkMillis + 1));
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermarkMillis = mark.getTimestamp();
        super.processWatermark(mark);
    }

    @Override
    public void onEventTime(InternalTimer<DeviceProduct, VoidNamespace> timer) throws Exception {
        super.onEventTime(timer);
        NFAState state = automaton.value();
        if (state != null && isAtItsStart(state)) {
            automaton.clear();
        }
    }

    private static boolean isAtItsStart(NFAState state) {
        return state.getCompletedMatches().isEmpty()
                && state.getPartialMatches().size() == 1
                && state.getPartialMatches().element().getPreviousBufferEntry() == null;
    }
}
