import { useState } from 'react';
import type { SwitchesBody } from '../../../contracts/http/staff-queues.ts';
import { pauseReasons } from '../../../contracts/operations.ts';
import { useOneAct } from '../../src/parts/one-act.ts';
import { useDesk } from '../desk-context.ts';
import { momentText } from '../moments.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Failed, PageHead, Skeletons } from '../parts/pieces.tsx';
import { railText, switchWords as w, words } from '../texts.ts';
import { useAsked } from '../use-asked.ts';

type Switch = SwitchesBody['switches'][number];

/** Which ways money goes, each to be paused and let go on. */
export function Switches({ onChanged }: { onChanged: () => void }) {
  const { ask } = useDesk();
  const { value, failed, again } = useAsked('switches', () => ask('switches'));
  const [asked, setAsked] = useState<Switch>();
  const over = (changed: boolean) => {
    setAsked(undefined);
    if (!changed) return;
    again();
    onChanged();
  };
  const rails = [...new Set(value?.switches.map(({ rail }) => rail))];
  return (
    <main className="centre wide">
      <PageHead title={words.switches} />
      <div className="stack">
        {failed && <Failed problem={failed} onRetry={again} />}
        {!value && !failed && <Skeletons heights={['high']} />}
        {value && (
          <ul className="card switches">
            {rails.map((rail) => (
              <Line key={rail} rail={rail} switches={value.switches} onPress={setAsked} />
            ))}
          </ul>
        )}
        <p className="small muted end-line">{w.intro}</p>
      </div>
      {asked && <Sure wished={asked} onOver={over} />}
    </main>
  );
}

function Line({
  rail,
  switches,
  onPress,
}: {
  rail: string;
  switches: readonly Switch[];
  onPress: (s: Switch) => void;
}) {
  const both = (['in', 'out'] as const).map((direction) =>
    switches.find((each) => each.rail === rail && each.direction === direction),
  );
  return (
    <li className="line" data-paused={both.some((each) => each?.paused) || undefined}>
      <span className="grow">
        <span className="strong">{railText(rail)}</span>
        {both.map(
          (each) =>
            each?.paused && (
              <span className="small sub" key={each.direction}>
                {w.paused(w[each.direction], momentText(each.paused.since), each.paused.by)}:{' '}
                {w.reasons[each.paused.reason]}
                {each.waiting > 0 && ` · ${w.waiting(each.waiting)}`}
              </span>
            ),
        )}
      </span>
      {both.map((each, n) => (
        <OneWay key={n === 0 ? 'in' : 'out'} way={n === 0 ? w.in : w.out} at={each} rail={rail} onPress={onPress} />
      ))}
    </li>
  );
}

/** One direction of a rail; whoever may not press it sees how it stands. */
function OneWay(props: { way: string; at: Switch | undefined; rail: string; onPress: (s: Switch) => void }) {
  const { way, at, rail, onPress } = props;
  const { may } = useDesk();
  const isOn = at?.paused === null;
  return (
    <span className="way">
      <span className="small muted">{way}</span>
      {!at && <span className="small muted">{w.none}</span>}
      {at && !may('pauseRail') && <span className="small strong">{isOn ? w.on : w.off}</span>}
      {at && may('pauseRail') && (
        <button
          type="button"
          role="switch"
          className="switch"
          aria-checked={isOn}
          aria-label={`${railText(rail)}, ${way}`}
          onClick={() => onPress(at)}
        />
      )}
    </span>
  );
}

/** The second step: what it does, and why it is done. */
function Sure({ wished, onOver }: { wished: Switch; onOver: (changed: boolean) => void }) {
  const { ask } = useDesk();
  const { busy, failed, act } = useOneAct();
  const [reason, setReason] = useState<(typeof pauseReasons)[number]>();
  const [isTold, setTold] = useState(false);
  const { rail, direction, paused, waiting } = wished;
  const isOut = direction === 'out';
  const press = () => {
    if (!paused && !reason) return setTold(true);
    return void act(async () => {
      if (paused) await ask('resumeRail', { body: { rail, direction } });
      else if (reason) await ask('pauseRail', { body: { rail, direction, reason } });
      onOver(true);
    });
  };
  return (
    <Confirm
      title={paused ? w.resume(railText(rail), isOut) : w.pause(railText(rail), isOut)}
      no={w.keep}
      yes={paused ? w.doResume : w.doPause}
      busy={busy}
      failed={failed}
      isCalm={paused !== null}
      onNo={() => onOver(failed !== undefined)}
      onYes={press}
    >
      <p>{paused ? w.resumeText(waiting) : w.pauseText[direction]}</p>
      {!paused && (
        <fieldset className="choices">
          <legend className="heading">{w.why}</legend>
          {pauseReasons.map((each) => (
            <label className="choice" key={each}>
              <input type="radio" name="reason" checked={reason === each} onChange={() => setReason(each)} />
              <span className="dot" aria-hidden="true" />
              <span className="grow strong name">{w.reasons[each]}</span>
            </label>
          ))}
          {isTold && !reason && (
            <p className="small error" role="alert">
              {w.choose}
            </p>
          )}
        </fieldset>
      )}
      <p className="small muted">{w.recorded}</p>
    </Confirm>
  );
}
