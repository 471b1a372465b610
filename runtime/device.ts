import Bowser from 'bowser';

/** What a person would call the device, by its browser's own word: `Chrome, Windows`. Empty when it says nothing. */
export function deviceOf(userAgent: string | undefined): string {
  if (!userAgent) return '';
  const { browser, os } = Bowser.parse(userAgent.slice(0, 512));
  return [browser.name, os.name].filter(Boolean).join(', ').slice(0, 60);
}
