// Temporal's SDK requires our payload converter by its path, outside of what vitest or a build transforms. This reads
// such a file and leaves every package alone; tsx would look at each of theirs as well.
const { readFileSync } = require('node:fs');

require.extensions['.ts'] = (module, file) => {
  const { transformSync } = require('esbuild');
  const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts', format: 'cjs', sourcefile: file });
  module._compile(code, file);
};
