import { Cell, type TupleItem } from '@ton/core';
import { bocOf } from '../chain/machine.ts';
import { isRefused, type Refused, refuse } from './refusal.ts';

const wrong = (what: string): Refused => refuse(422, `stack: ${what}`);

/** Arguments of a get-method, in every spelling that tonweb and @ton/ton use. */
export function readStack(given: unknown): TupleItem[] | Refused {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) return wrong('value is not a valid list');
  const items: TupleItem[] = [];
  for (const pair of given) {
    if (!Array.isArray(pair) || pair.length !== 2) return wrong('each element is a pair of type and value');
    const item = readItem(String(pair[0]), pair[1]);
    if (isRefused(item)) return item;
    items.push(item);
  }
  return items;
}

function readItem(type: string, value: unknown): TupleItem | Refused {
  try {
    if (type === 'num' || type === 'int') return { type: 'int', value: readInt(String(value)) };
    const boc = typeof value === 'string' ? value : (value as { bytes?: unknown }).bytes;
    const cell = Cell.fromBase64(String(boc));
    if (/slice/i.test(type)) return { type: 'slice', cell };
    if (/cell/i.test(type)) return { type: 'cell', cell };
  } catch {
    return wrong(`${type} cannot be read`);
  }
  return wrong(`unknown type ${type}`);
}

const readInt = (text: string): bigint => (text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text));
const writeInt = (value: bigint): string => (value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`);

/** Slices come back as cells, and null as an empty list, as they do from tonlib. */
export const writeStack = (items: readonly TupleItem[]): unknown[] => items.map(writeItem);

function writeItem(item: TupleItem): unknown {
  switch (item.type) {
    case 'int':
      return ['num', writeInt(item.value)];
    case 'tuple':
      return ['tuple', { '@type': 'tvm.tuple', elements: item.items.map(writeEntry) }];
    case 'null':
    case 'nan':
      return ['list', { '@type': 'tvm.list', elements: [] }];
    default:
      return ['cell', { bytes: bocOf(item.cell) }];
  }
}

function writeEntry(item: TupleItem): unknown {
  switch (item.type) {
    case 'int':
      return entry('Number', 'number', { '@type': 'tvm.numberDecimal', number: item.value.toString() });
    case 'tuple':
      return entry('Tuple', 'tuple', { '@type': 'tvm.tuple', elements: item.items.map(writeEntry) });
    case 'null':
    case 'nan':
      return entry('List', 'list', { '@type': 'tvm.list', elements: [] });
    default:
      return entry('Cell', 'cell', { '@type': 'tvm.cell', bytes: bocOf(item.cell) });
  }
}

const entry = (type: string, field: string, value: unknown) => ({ '@type': `tvm.stackEntry${type}`, [field]: value });
