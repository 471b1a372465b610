import { symlinkSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BundleOptions } from '@temporalio/worker';
import type { Plugin } from 'esbuild';

/** What tests start as processes of their own: the product's, and commands of its. */
const PROGRAMS = [
  'activities/worker.ts',
  'api/main.ts',
  'bot/main.ts',
  'loops/main.ts',
  'prisma/migrate.ts',
  'records/ledger/test-payer.ts',
  'records/verify.ts',
  'sandbox/telegram/main.ts',
  'use-cases/print-trail.ts',
  'use-cases/staff-command.ts',
];

/** What the SDK requires by its path. */
const CONVERTERS = ['runtime/payloads/converter.ts', 'runtime/payloads/failures.ts'];

/**
 * Compiles the programs once for a whole run, with the packages they use, into a few files below `dir`. It is the compiler that
 * `npm start` has beneath it (tsx), over the same sources. Compiling at each start, and finding a thousand files of packages, costs
 * two seconds of each process; so do maps of it all, and each module's name stands above it in what is built.
 */
export async function buildPrograms(projectDir: string, dir: string): Promise<void> {
  const workflows = path.join(dir, WORKFLOWS);
  const { build } = await import('esbuild'); // by nobody else of those who come past here
  const all = {
    absWorkingDir: projectDir,
    outdir: dir,
    outbase: projectDir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: LEFT_WHERE_THEY_ARE,
    logLevel: 'error',
  } as const;
  await build({
    ...all,
    entryPoints: PROGRAMS,
    outExtension: { '.js': '.mjs' },
    splitting: true,
    format: 'esm',
    banner: { js: REQUIRES },
    plugins: [withWorkflows(workflows), withConverters(dir), whereTheyLive],
  });
  await build({ ...all, entryPoints: CONVERTERS, outExtension: { '.js': '.cjs' }, format: 'cjs' });
  symlinkSync(path.join(projectDir, 'node_modules'), path.join(dir, 'node_modules'));
  await bundleWorkflows(path.join(projectDir, 'workflows', 'index.ts'), workflows);
}

/** What has machine code or threads of its own, or classes that are compared: the SDK's are also those of our converter. */
const LEFT_WHERE_THEY_ARE = ['@temporalio/*', '@prisma/*', 'esbuild', 'sharp', 'pg-native'];

/** What packages that are not modules expect around them. */
const REQUIRES = `import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);`;

/** In the folder of the programs. */
export const WORKFLOWS = 'workflows.js';

/** Bundles workflows into a file, as a worker that is given their sources does; `change` may change how. */
export async function bundleWorkflows(
  workflowsPath: string,
  file: string,
  change?: BundleOptions['webpackConfigHook'],
): Promise<void> {
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const converters = path.join(import.meta.dirname, '..', '..', 'runtime', 'payloads');
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    payloadConverterPath: path.join(converters, 'converter.ts'),
    failureConverterPath: path.join(converters, 'failures.ts'),
    logger: new DefaultLogger('ERROR'),
    ...(change && { webpackConfigHook: change }),
  });
  await writeFile(file, code);
}

/** The built worker has its workflows from the file above. */
const withWorkflows = (codePath: string): Plugin => ({
  name: 'with-workflows',
  setup: ({ onLoad }) =>
    onLoad({ filter: /activities\/workflow-source\.ts$/ }, () => ({
      contents: `export const workflowSource = { workflowBundle: { codePath: ${JSON.stringify(codePath)} } };`,
    })),
});

/** The built programs have their converters built too: a process that compiles for itself starts a compiler. */
const withConverters = (dir: string): Plugin => ({
  name: 'with-converters',
  setup: ({ onLoad }) =>
    onLoad({ filter: /payloads\/data-converter\.ts$/ }, async ({ path: file }) => {
      const here = JSON.stringify(pathToFileURL(path.join(dir, 'runtime', 'payloads', 'data-converter.ts')).href);
      const source = await readFile(file, 'utf8');
      const contents = source
        .replaceAll('import.meta.url', here)
        .replaceAll(/\.\/(converter|failures)\.ts/g, './$1.cjs');
      return { contents, loader: 'ts', resolveDir: path.dirname(file) };
    }),
});

/** What a source says of its own place stays true of the source: texts, migrations and workflows lie beside it. */
const whereTheyLive: Plugin = {
  name: 'where-they-live',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8');
      const contents = source
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href))
        .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file)))
        .replaceAll('import.meta.filename', JSON.stringify(file));
      return { contents, loader: 'ts' };
    }),
};
