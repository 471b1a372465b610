import { expect, test } from 'vitest';
import type { DeviceBody } from '../../../contracts/http/devices.ts';
import { groupDevices } from './device-groups.ts';

const opened = (id: string, more: Partial<DeviceBody> = {}): DeviceBody => ({
  id,
  door: 'mini-app',
  device: 'Chrome, Linux',
  openedAt: '2026-11-21T14:00:00.000Z',
  seenAt: `2026-11-21T14:0${id}:00.000Z`,
  current: false,
  ...more,
});
const groupsOf = (...devices: DeviceBody[]) =>
  groupDevices(devices).map(({ shown, sessions }) => [shown.id, ...sessions]);

test('what the Mini App opened on one device is one line, shown as it was used last', () => {
  expect(groupsOf(opened('1'), opened('3'), opened('2'))).toEqual([['3', '3', '2', '1']]);
});

test('another device is a line of its own, and so is every browser', () => {
  const phone = opened('2', { device: 'Safari, iOS' });
  const browsers = [opened('3', { door: 'browser' }), opened('4', { door: 'browser' })];
  expect(groupsOf(opened('1'), phone, ...browsers)).toEqual([
    ['4', '4'],
    ['3', '3'],
    ['2', '2'],
    ['1', '1'],
  ]);
});

test('the one that asks comes first, and its line is shown as itself, though another was used later', () => {
  const mine = opened('1', { current: true });
  expect(groupsOf(opened('5', { door: 'chat' }), opened('3'), mine)).toEqual([
    ['1', '1', '3'],
    ['5', '5'],
  ]);
});
