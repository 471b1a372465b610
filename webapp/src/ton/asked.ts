import { deviceStore } from '../store.ts';

/** The request that was left with a wallet last. Of the device and not of the tab: a wallet may come back to another page. */
const KEY = 'cage:asked';

export const keepAsked = (deposit: string, untilMs: number): void =>
  deviceStore.set(KEY, JSON.stringify({ deposit, untilMs }));

export function forgetAsked(deposit: string): void {
  if (read()?.deposit === deposit) deviceStore.remove(KEY);
}

/** Until when a wallet may still confirm a request that an earlier page of ours left with it. */
export function askedUntil(deposit: string, nowMs: number): number | undefined {
  const asked = read();
  return asked?.deposit === deposit && asked.untilMs > nowMs ? asked.untilMs : undefined;
}

function read(): { readonly deposit: string; readonly untilMs: number } | undefined {
  try {
    return JSON.parse(deviceStore.get(KEY) ?? 'null') ?? undefined;
  } catch {
    return undefined; // written by nobody of ours
  }
}
