import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AssertionError } from '../domain/assert.ts';
import { createBatcher } from './batcher.ts';

/** A batcher over a run that answers each command with itself in capitals, and keeps what it was given. */
function shouting(options: { most?: number; writers?: number } = {}) {
  const batches: (readonly string[])[] = [];
  let under = 0;
  let mostUnder = 0;
  const shout = createBatcher<string, string>(async (commands) => {
    batches.push(commands);
    under += 1;
    mostUnder = Math.max(mostUnder, under);
    await new Promise(setImmediate);
    under -= 1;
    if (commands.includes('fail')) throw new Error('the database said no');
    return commands.map((command) => command.toUpperCase());
  }, options);
  return { shout, batches, mostUnder: () => mostUnder };
}

const letters = (count: number) => Array.from({ length: count }, (_, n) => `c${n}`);

test('commands of one moment travel together, and each gets its own answer', async () => {
  const { shout, batches } = shouting();
  expect(await Promise.all(letters(50).map(shout))).toEqual(letters(50).map((letter) => letter.toUpperCase()));
  expect(batches).toEqual([letters(50)]);
});

test('a lone command waits for nobody', async () => {
  const { shout, batches } = shouting();
  expect(await shout('a')).toBe('A');
  expect(await shout('b')).toBe('B');
  expect(batches).toEqual([['a'], ['b']]);
});

test('what comes while a batch is under way travels together in the next', async () => {
  const { shout, batches } = shouting();
  const first = shout('a');
  await new Promise(setImmediate);
  const rest = ['b', 'c', 'd'].map(shout);
  expect(await Promise.all([first, ...rest])).toEqual(['A', 'B', 'C', 'D']);
  expect(batches).toEqual([['a'], ['b', 'c', 'd']]);
});

test('whatever comes when, every command is answered with its own answer and no batch is larger than allowed', async () => {
  const waves = fc.array(fc.nat(20), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      waves,
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 3 }),
      async (sizes, most, writers) => {
        const { shout, batches, mostUnder } = shouting({ most, writers });
        const answers: Promise<string>[] = [];
        for (const [wave, size] of sizes.entries()) {
          answers.push(...Array.from({ length: size }, (_, n) => shout(`w${wave}c${n}`)));
          await new Promise(setImmediate);
        }
        const asked = sizes.flatMap((size, wave) => Array.from({ length: size }, (_, n) => `w${wave}c${n}`));
        expect(await Promise.all(answers)).toEqual(asked.map((command) => command.toUpperCase()));
        expect(batches.flat()).toEqual(asked); // in the order they came, each once
        for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(most);
        expect(mostUnder()).toBeLessThanOrEqual(writers);
      },
    ),
    { numRuns: 50 },
  );
});

test('a batch that throws rejects its own commands and no others', async () => {
  const { shout } = shouting({ most: 2 });
  const outcomes = await Promise.allSettled(['a', 'b', 'c', 'fail', 'd', 'e'].map(shout));
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect(await shout('again')).toBe('AGAIN');
});

test('a run that answers too few commands is a mistake of ours, and none of them takes another’s answer', async () => {
  const short = createBatcher<string, string>(async () => ['only one']);
  const outcomes = await Promise.allSettled(['a', 'b'].map(short));
  for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: expect.any(AssertionError) });
});

test('a run that throws before it has begun to wait rejects as well', async () => {
  const broken = createBatcher<string, string>(() => {
    throw new Error('at once');
  });
  await expect(broken('a')).rejects.toThrow('at once');
  await expect(broken('b')).rejects.toThrow('at once');
});

test('a batch that is late holds up nobody: another begins beside it, up to so many in all', async () => {
  const clock: { then: () => void; isOff: boolean }[] = [];
  const ends = new Map<string, () => void>();
  const say = createBatcher<string, string>(
    async (commands) => {
      await new Promise<void>((resolve) => ends.set(commands.join(), resolve));
      return [...commands];
    },
    {
      late: { afterMs: 50, mostUnderWay: 3 },
      after: (ms, then) => {
        expect(ms).toBe(50);
        const timer = { then, isOff: false };
        clock.push(timer);
        return () => {
          timer.isOff = true;
        };
      },
    },
  );
  const answered: string[] = [];
  const asked: Promise<void>[] = [];
  const ask = async (word: string) => {
    asked.push(say(word).then((answer) => void answered.push(answer)));
    await new Promise(setImmediate);
  };
  for (const word of ['a', 'b', 'c']) await ask(word);
  expect([...ends.keys()]).toEqual(['a']);
  clock[0]?.then();
  expect([...ends.keys()]).toEqual(['a', 'b,c']);
  await ask('d');
  clock[1]?.then();
  await ask('e');
  expect([...ends.keys()]).toEqual(['a', 'b,c', 'd']);
  clock[2]?.then();
  expect([...ends.keys()]).toEqual(['a', 'b,c', 'd']);
  // Whoever was late frees a place, in whatever order they end.
  ends.get('b,c')?.();
  await asked[1];
  await new Promise(setImmediate);
  expect([...ends.keys()]).toEqual(['a', 'b,c', 'd', 'e']);
  for (const end of ends.values()) end();
  await Promise.all(asked);
  expect(answered).toEqual(['b', 'c', 'a', 'd', 'e']);
  // One that ends in time calls its clock off, and the next waits for it as ever.
  expect(clock.map(({ isOff }) => isOff)).toEqual([true, true, true, true]);
});

test('what one command broke for all is run again one by one, and only its own caller hears of it', async () => {
  const batches: (readonly string[])[] = [];
  const say = createBatcher<string, string>(async (commands) => {
    batches.push(commands);
    if (commands.includes('bad')) throw Object.assign(new Error('malformed'), { code: 'CG001' });
    return [...commands];
  });
  const all = await Promise.allSettled(['a', 'bad', 'b'].map(say));
  expect(all.map((each) => each.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(batches).toEqual([['a', 'bad', 'b'], ['a'], ['bad'], ['b']]);
});

test('a run that throws before it has begun, one by one too, leaves the batcher alive', async () => {
  const say = createBatcher<string, string>((commands) => {
    if (commands.includes('bad')) throw Object.assign(new Error('malformed'), { code: 'CG001' });
    return Promise.resolve([...commands]);
  });
  const all = await Promise.allSettled(['a', 'bad'].map(say));
  expect(all.map((each) => each.status)).toEqual(['fulfilled', 'rejected']);
  expect(await say('b')).toBe('b');
});
