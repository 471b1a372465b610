import { diagnose, tellingLines, warningIn } from './diagnosis.ts';
import type { Screen } from './screen.ts';
import type { PartEvent } from './supervisor.ts';

const WARNINGS_AT_ONCE = 3;
const WARNINGS_PER_MS = 10_000;

/** Tells people what happens to the parts, in as few lines as that takes. */
export function openReport(screen: Screen, logOf: (part: string) => string, now: () => number) {
  const lastDeaths = new Map<string, string>();
  const bursts = new Map<string, { since: number; count: number }>();
  return {
    event: (event: PartEvent): void => {
      if (event.kind === 'answers') {
        lastDeaths.delete(event.part.name);
        if (event.again) screen.line(`  ${event.part.title} is back.`);
        return;
      }
      const { part, why, againInMs } = event;
      const again = `started again in ${(againInMs / 1_000).toFixed(1)} s`;
      const lines = tellingLines(event.lastLines);
      const death = [why, ...lines].join('\n');
      if (lastDeaths.get(part.name) === death) {
        screen.warn(`${part.title} ${why}, as before; ${again}.`);
        return;
      }
      lastDeaths.set(part.name, death);
      const cause = diagnose(event.lastLines.join('\n'));
      const likely = cause ? ` Likely: ${cause}.` : '';
      screen.warn(`${part.title} ${why}; ${again}.${likely}${lines.length > 0 ? ' It said last:' : ''}`);
      for (const line of lines) screen.line(`      ${line}`);
    },
    /** A warning or an error in a part's log is shown at once; a flood of them stays in the file. */
    line: (part: { name: string; title: string }, line: string): void => {
      const warning = warningIn(line);
      if (!warning) return;
      const known = bursts.get(part.name);
      const burst = known && now() - known.since < WARNINGS_PER_MS ? known : { since: now(), count: 0 };
      bursts.set(part.name, burst);
      burst.count += 1;
      if (burst.count <= WARNINGS_AT_ONCE) screen.warn(`${part.title}: ${warning.text}`);
      else if (burst.count === WARNINGS_AT_ONCE + 1) screen.line(`      more of these in ${logOf(part.name)}`);
    },
  };
}
