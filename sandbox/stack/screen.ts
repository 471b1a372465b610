export type Output = {
  write(text: string): void;
  readonly isTTY: boolean;
  readonly columns: number;
};

/** One thing that takes a while. It shows itself only when it takes longer than a second. */
export type Step = { doing(what: string): void; done(result: string): void; drop(): void };

export type Screen = {
  step(title: string): Step;
  line(text?: string): void;
  /** Something did not come, but the rest goes on. */
  warn(text: string): void;
  close(): void;
};

const SHOWN_AFTER_MS = 1_000;
const PLAIN_EVERY_MS = 15_000;
const TITLE_WIDTH = 18;

type Active = { readonly title: string; readonly since: number; doing: string; toldAt: number; told: string };

/** Calm output: finished lines stay, whatever is under way shares one line at the bottom. Plain where nobody watches. */
export function openScreen(output: Output, now: () => number = () => performance.now()): Screen {
  const active = new Set<Active>();
  const paint = (code: number, text: string) => (output.isTTY ? `\x1b[${code}m${text}\x1b[0m` : text);
  let drawn = false;
  const clear = () => {
    if (drawn) output.write('\r\x1b[2K');
    drawn = false;
  };
  const print = (text: string) => {
    clear();
    output.write(`${text}\n`);
    draw();
  };
  const slow = () => [...active].filter(({ since }) => now() - since > SHOWN_AFTER_MS);
  const draw = () => {
    if (!output.isTTY) return;
    const text = slow().map((step) => `${step.title}: ${step.doing} (${seconds(now() - step.since)})`);
    clear();
    if (text.length === 0) return;
    output.write(paint(2, `  … ${text.join(' · ')}`.slice(0, output.columns - 1)));
    drawn = true;
  };
  const tellPlainly = () => {
    for (const step of slow()) {
      if (step.told === step.doing || now() - step.toldAt < PLAIN_EVERY_MS) continue;
      step.told = step.doing;
      step.toldAt = now();
      output.write(`  ... ${step.title}: ${step.doing} (${seconds(now() - step.since)})\n`);
    }
  };
  const timer = setInterval(output.isTTY ? draw : tellPlainly, output.isTTY ? 200 : 500);
  timer.unref();

  return {
    step: (title) => {
      const step: Active = { title, since: now(), doing: 'starting', toldAt: Number.NEGATIVE_INFINITY, told: '' };
      active.add(step);
      return {
        doing: (what) => {
          step.doing = what;
        },
        done: (result) => {
          active.delete(step);
          const took = now() - step.since;
          const time = took > SHOWN_AFTER_MS ? paint(2, `  ${seconds(took)}`) : '';
          print(`  ${output.isTTY ? paint(32, '✓') : 'ok'} ${title.padEnd(TITLE_WIDTH)}${result}${time}`);
        },
        drop: () => {
          active.delete(step);
          draw();
        },
      };
    },
    line: (text = '') => print(text),
    warn: (text) => print(text.replace(/^/, `  ${paint(33, '!')} `)),
    close: () => {
      clearInterval(timer);
      active.clear();
      clear();
    },
  };
}

function seconds(ms: number): string {
  return ms < 10_000 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms / 1_000)} s`;
}
