import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Asset, assets } from './assets.ts';
import { levelAt, PARTS_PER_POINT, partsFor, perPoint, vipLevels } from './vip.ts';

const all = Object.keys(assets) as Asset[];

test('cash makes points; Stars, play money and whatever is no cash make none', () => {
  for (const asset of all) {
    const per = perPoint(asset);
    expect(per !== undefined).toBe(assets[asset].nature === 'cash');
    expect(partsFor(asset, per?.minor ?? 10n ** 12n)).toBe(per ? PARTS_PER_POINT : 0n);
  }
});

test('many small stakes never make more than one of the same sum, and less by under a millionth of a point each', () => {
  const stakes = fc.array(fc.bigInt({ min: 1n, max: 10n ** 11n }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.constantFrom<Asset>('EUR', 'RUB', 'TON', 'USDT'), stakes, (asset, each) => {
      const together = partsFor(
        asset,
        each.reduce((sum, stake) => sum + stake, 0n),
      );
      const apart = each.reduce((sum, stake) => sum + partsFor(asset, stake), 0n);
      expect(apart).toBeLessThanOrEqual(together);
      expect(together - apart).toBeLessThan(BigInt(each.length));
    }),
  );
});

test('there are six levels, numbered as they rise; the points of a level reach it, and one fewer does not', () => {
  expect(vipLevels.map(({ level }) => level)).toEqual([0, 1, 2, 3, 4, 5]);
  for (const { level, from } of vipLevels) {
    expect(levelAt(from).level).toBe(level);
    if (level > 0) expect(levelAt(from - 1n).level).toBe(level - 1);
  }
});
