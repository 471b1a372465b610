import { Cell, type TupleItem } from '@ton/core';

/** An argument of a get method, as the API takes it. */
export function writeStackItem(item: TupleItem): [string, string] {
  if (item.type === 'int')
    return ['num', item.value < 0n ? `-0x${(-item.value).toString(16)}` : `0x${item.value.toString(16)}`];
  if (item.type === 'slice') return ['tvm.Slice', item.cell.toBoc().toString('base64')];
  if (item.type === 'cell') return ['tvm.Cell', item.cell.toBoc().toString('base64')];
  throw new Error(`get methods are asked with numbers, cells and slices, not with ${item.type}`);
}

/** What a get method answers, as the API writes it. Throws on what no method of ours answers. */
export function readStackItem([type, value]: readonly [string, ...unknown[]]): TupleItem {
  switch (type) {
    case 'num':
      return { type: 'int', value: readInteger(String(value)) };
    case 'null':
      return { type: 'null' };
    case 'list':
      return { type: 'null' }; // this is how null is written; a list of something is asked for by nobody
    case 'cell':
    case 'tvm.Cell':
      return { type: 'cell', cell: readCell(value) };
    case 'slice':
    case 'tvm.Slice':
      return { type: 'slice', cell: readCell(value) };
    default:
      throw new Error(`a get method answered ${type}`);
  }
}

const readInteger = (text: string): bigint => (text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text));

const readCell = (value: unknown): Cell =>
  Cell.fromBase64(typeof value === 'string' ? value : String((value as { bytes?: unknown } | null)?.bytes));
