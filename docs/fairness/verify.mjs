// Counts rounds of Cage again: node verify.mjs rounds.json
// A file holds one round or a list: { game, serverSeed, commitment, clientSeed, nonce, choices, actions, stake, facts, win }.
// It needs nothing but Node, shares nothing with the product but the rules of docs/fairness.md, and is short enough to be read.
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The round's stream of chance: draw(n) is a whole number from 0 to n - 1, each equally likely. */
function stream({ serverSeed, clientSeed, nonce }) {
  let [block, cursor, at] = [Buffer.alloc(0), 0, 0];
  return (n) => {
    for (;;) {
      if (at === block.length) {
        block = createHmac('sha256', serverSeed).update(`${clientSeed}:${nonce}:${cursor++}`).digest();
        at = 0;
      }
      const word = block.readUInt32BE(at);
      at += 4;
      if (word < 2 ** 32 - (2 ** 32 % n)) return word % n; // else some numbers would be likelier: the next word decides
    }
  };
}

/** Each game: what the draws give, and what one staked is paid, as [numerator, denominator]. */
const games = {
  dice({ side, target }, draw) {
    const roll = draw(10_001);
    const [wins, rolls] = side === 'under' ? [roll < target, target] : [roll > target, 10_000 - target];
    return [{ roll }, wins ? [99 * 10_001, 100 * rolls] : [0, 1]];
  },
  limbo({ target }, draw) {
    const reached = Math.min(Math.max(Math.floor((99 * 2 ** 32) / (draw(2 ** 32) + 1)), 100), 1_000_000);
    return [{ reached }, reached >= target ? [target, 100] : [0, 1]];
  },
  'coin-flip'({ side }, draw) {
    const fell = ['heads', 'tails'][draw(2)];
    return [{ fell }, fell === side ? [198, 100] : [0, 1]];
  },
  guess({ number }, draw) {
    const drawn = 1 + draw(10);
    return [{ drawn }, drawn === number ? [95, 10] : [0, 1]];
  },
  drop({ on }, draw) {
    const face = 1 + draw(6);
    const names = ['one', 'two', 'three', 'four', 'five', 'six'];
    const three = { low: face < 4, high: face > 3, odd: face % 2 === 1, even: face % 2 === 0 };
    if (on in three) return [{ face }, three[on] ? [190, 100] : [0, 1]];
    return [{ face }, names[face - 1] === on ? [570, 100] : [0, 1]];
  },
  'mini-spin'(_, draw) {
    const pays = { seven: 24, bar: 10, cherry: 5, lemon: 4 };
    const [left, middle, right] = [0, 0, 0].map(() => Object.keys(pays)[draw(4)]);
    const sevens = [left, middle, right].filter((symbol) => symbol === 'seven').length;
    return [{ left, middle, right }, [left === middle && middle === right ? pays[left] : sevens === 2 ? 2 : 0, 1]];
  },
  'brass-orchard'(_, draw) {
    const strips = [
      'SLBCKPRCLPKCLBCPKSLCRPKCLBCLPKRC',
      'LCPKSCRLBPCKLRCPKCLSBLCPRKCLPKCB',
      'SCLRKCPBLCKLPCBKRLCKSPLBCKPCLKBP',
    ];
    const pays = { S: 500, R: 200, B: 60, K: 40, P: 30, L: 20, C: 10 };
    const stops = strips.map(() => draw(32));
    const on = (rows) => strips.map((strip, n) => strip[(stops[n] + Number(rows[n])) % 32]);
    const paid = ([a, b, c]) => (a !== b ? 0 : b === c ? pays[a] : a === 'C' ? 2 : 0);
    return [{ stops }, [['111', '000', '222', '012', '210'].reduce((sum, rows) => sum + paid(on(rows)), 0), 5]];
  },
  mines({ mines }, draw, actions) {
    const tiles = [...Array(25).keys()];
    for (let n = 0; n < mines; n++) {
      const other = n + draw(25 - n);
      [tiles[n], tiles[other]] = [tiles[other], tiles[n]];
    }
    const places = tiles.slice(0, mines).sort((a, b) => a - b);
    const opened = actions.filter((action) => action.do === 'open').map(({ tile }) => tile);
    // 0.99 over the chance that so many tiles hide no mine
    const product = (of, many) => (many === 0 ? 1n : BigInt(of) * product(of - 1, many - 1));
    const pays = (gems) => [99n * product(25, gems), 100n * product(25 - mines, gems)];
    const [over, under] = pays(opened.length + 1); // no rung above: all gems are found, or it would pay more than 10,000
    const atTop = opened.length > 0 && (under === 0n || over > 10_000n * under);
    const left = actions.at(-1)?.do === 'take' ? 'taken' : 'left';
    const ended = opened.some((tile) => places.includes(tile)) ? 'mine' : atTop ? 'top' : left;
    return [{ places, opened, ended }, ended === 'mine' ? [0, 1] : opened.length === 0 ? [1, 1] : pays(opened.length)];
  },
};

const sorted = (value) => JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
let differ = 0;
for (const round of [JSON.parse(readFileSync(process.argv[2] ?? 0, 'utf8'))].flat()) {
  const [facts, [over, under]] = games[round.game](round.choices, stream(round), round.actions ?? []);
  const win = String((BigInt(round.stake) * BigInt(over)) / BigInt(under)); // cut, never rounded up
  const commitment = createHash('sha256').update(round.serverSeed).digest('hex');
  const wrong =
    (commitment !== round.commitment && `the seed hashes to ${commitment}`) ||
    (sorted(facts) !== sorted(round.facts) && `the seeds give ${JSON.stringify(facts)}`) ||
    (win !== round.win && `it pays ${win}`);
  process.stdout.write(`${wrong ? 'DIFFERS' : 'matches'} ${round.game} ${round.nonce}${wrong ? `: ${wrong}` : ''}\n`);
  if (wrong) differ += 1;
}
process.exitCode = differ > 0 ? 1 : 0;
