import { runTool } from '../stack/run-tool.ts';
import { onPath } from '../stack/tools-cache.ts';

/** The first draws pages and nothing around them, which takes a seventh less of a processor. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * A Chromium for the journeys: CHROMIUM_PATH, one on the PATH, or Debian's package where we are root. Undefined where
 * there is none: the journeys are then skipped, and `whyNoChromium` is the line that says so.
 */
export async function findChromium(
  env: NodeJS.ProcessEnv,
  progress: (doing: string) => void,
): Promise<string | undefined> {
  if (env.CHROMIUM_PATH) return env.CHROMIUM_PATH;
  const installed = onPath(NAMES, env) ?? (process.platform === 'darwin' ? onPath([MAC], { PATH: '/' }) : undefined);
  if (installed) return installed;
  if (process.getuid?.() !== 0 || !onPath(['apt-get'], env)) return undefined;

  progress('Chromium: not installed, getting Debian’s package for the journeys (some 110 MB, once)');
  const aptGet = (...args: string[]) =>
    runTool({ file: 'apt-get', args, cwd: '/', env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } });
  const install = async () => {
    const small = await aptGet('install', '-y', '--no-install-recommends', 'chromium-headless-shell');
    return small.ok ? small : aptGet('install', '-y', '--no-install-recommends', 'chromium');
  };
  let done = await install();
  if (!done.ok) {
    await aptGet('update');
    done = await install();
  }
  return done.ok ? onPath(NAMES, env) : undefined;
}

export const whyNoChromium =
  'Journeys are skipped: there is no Chromium here. Install one (Debian: apt-get install chromium), or set CHROMIUM_PATH.';
