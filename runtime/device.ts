import Bowser from 'bowser';

/** Names of ours alone: what a browser calls itself is shown in our own messages, and anybody's browser may say anything. */
const browsers: ReadonlySet<string> = new Set(Object.values(Bowser.BROWSER_MAP));
const systems: ReadonlySet<string> = new Set(Object.values(Bowser.OS_MAP));

/** What a person would call the device: `Chrome, Windows`. Empty when it is none we know. */
export function deviceOf(userAgent: string | undefined): string {
  if (!userAgent) return '';
  const { browser, os } = Bowser.parse(userAgent.slice(0, 512));
  return [browser.name, os.name]
    .filter((name) => name !== undefined && (browsers.has(name) || systems.has(name)))
    .join(', ');
}
