import type { DeviceBody } from '../../../contracts/http/devices.ts';

/** A device as its owner counts them; `sessions` are all that it has open, the one that asks or the latest used first. */
export type DeviceGroup = { readonly shown: DeviceBody; readonly sessions: readonly string[] };

/**
 * The list of devices. A Mini App is signed in anew each time it is opened: what it opened on one device is one line, so that
 * a stranger's stands out. Browsers stay apart: each keeps its session until it is signed out.
 */
export function groupDevices(devices: readonly DeviceBody[]): DeviceGroup[] {
  const groups = new Map<string, { shown: DeviceBody; sessions: string[] }>();
  for (const device of [...devices].sort(currentFirst)) {
    const name = device.door === 'mini-app' ? `mini-app ${device.device}` : device.id;
    const group = groups.get(name);
    if (group) group.sessions.push(device.id);
    else groups.set(name, { shown: device, sessions: [device.id] });
  }
  return [...groups.values()];
}

const currentFirst = (one: DeviceBody, other: DeviceBody): number =>
  Number(other.current) - Number(one.current) || other.seenAt.localeCompare(one.seenAt);
