import { expect, test } from 'vitest';
import { cutOff } from '../../ratio.ts';
import { settled } from '../game.ts';
import { brassOrchard, lines, type SlotSymbol, strips, threePay, windowOf, winsOf } from './rules.ts';

const STOPS = [...Array(32).keys()];
const allStops = function* () {
  for (const left of STOPS)
    for (const middle of STOPS) for (const right of STOPS) yield { stops: [left, middle, right] };
};

test('it returns 96.16 %, counted over all 32,768 ways to stop', () => {
  let fifths = 0;
  for (const facts of allStops()) for (const { pays } of winsOf(facts)) fifths += pays;
  expect(fifths).toBe(31_510 * 5);
  expect(cutOff(brassOrchard.returns({}), 4)).toBe('0.9616');
});

test('each symbol stands in each row as often as it stands on the strip: nothing is made to look like a near miss', () => {
  for (const [reel, strip] of strips.entries()) {
    const onStrip = countOf(strip);
    for (const row of [0, 1, 2])
      expect(countOf(STOPS.map((stop) => windowOf({ stops: [stop, stop, stop] })[reel]?.[row] ?? 'cherry'))).toEqual(
        onStrip,
      );
  }
});

test('three sevens are missed by one as often as the strips say, and no more', () => {
  const sevens = strips.map((strip) => countOf(strip).seven ?? 0);
  const [a = 0, b = 0, c = 0] = sevens;
  let missed = 0;
  for (const facts of allStops()) {
    const row = windowOf(facts).map((reel) => reel[1]);
    if (row.filter((symbol) => symbol === 'seven').length === 2) missed += 1;
  }
  expect(missed).toBe(a * b * (32 - c) + a * (32 - b) * c + (32 - a) * b * c);
});

test('no window shows a symbol twice on one reel', () => {
  for (const stop of STOPS)
    for (const reel of windowOf({ stops: [stop, stop, stop] })) expect(new Set(reel).size).toBe(3);
});

test('a window is read from the strips, around their ends too', () => {
  expect(windowOf({ stops: [31, 0, 30] })).toEqual([
    ['cherry', 'seven', 'lemon'],
    ['lemon', 'cherry', 'plum'],
    ['bell', 'plum', 'seven'],
  ]);
});

test('three of a kind pay by the table, two cherries at the left pay two, and all lines are paid', () => {
  const found = new Map<string, number>();
  for (const facts of allStops())
    for (const { line, symbol, many, pays } of winsOf(facts)) {
      const shown = lines[line - 1]?.map((row, reel) => windowOf(facts)[reel]?.[row]);
      expect(shown?.slice(0, many).every((one) => one === symbol)).toBe(true);
      if (many === 2) expect([symbol, shown?.[2] === 'cherry']).toEqual(['cherry', false]);
      found.set(`${symbol} ${many}`, pays);
    }
  const three = Object.entries(threePay).map(([symbol, pays]): [string, number] => [`${symbol} 3`, pays]);
  expect(new Map([...found].sort())).toEqual(new Map([...three, ['cherry 2', 2] as [string, number]].sort()));
});

test('two cherries pay two fifths of the stake, rounded down once', () => {
  const pair = [...allStops()].find(
    (facts) => winsOf(facts).every(({ many }) => many === 2) && winsOf(facts).length === 1,
  );
  expect([1n, 3n, 100n].map((stake) => settled(brassOrchard, stake, {}, pair ?? { stops: [] }).win)).toEqual([
    0n,
    1n,
    40n,
  ]);
});

function countOf(symbols: readonly SlotSymbol[]): Partial<Record<SlotSymbol, number>> {
  const counts: Partial<Record<SlotSymbol, number>> = {};
  for (const symbol of symbols) counts[symbol] = (counts[symbol] ?? 0) + 1;
  return counts;
}
