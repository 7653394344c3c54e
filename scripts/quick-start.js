/**
 * Follows the five-minute quick start of docs/api.md word for word: runs its shell blocks in one shell, in their order, and
 * compares what each prints with the block of JSON below it. Ends with 1 at the first difference.
 *
 *   npm run quick-start
 */
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const MARK = '--- end of step';
const WITHIN_MS = 120_000;

/** The shell blocks of the section with what each must print; undefined where the page does not say. */
function stepsOf(page) {
  const section = page.split('## Five-minute quick start')[1].split('\n## ')[0];
  const steps = [];
  for (const [, language, text] of section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)) {
    if (language === 'sh') steps.push({ script: text, expected: undefined });
    if (language === 'json') steps.at(-1).expected = JSON.parse(text);
  }
  return steps;
}

async function main() {
  const steps = stepsOf(fs.readFileSync(path.join(root, 'docs', 'api.md'), 'utf8'));
  if (steps.length < 5) throw new Error('docs/api.md has lost its quick start.');
  const script = ['set -em', ...steps.map(({ script: text }, index) => `${text}\necho; echo '${MARK} ${index}'`)].join(
    '\n',
  );
  const shell = spawn('bash', ['-c', script], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let printed = '';
  let complaints = '';
  shell.stdout.setEncoding('utf8').on('data', (text) => {
    printed += text;
  });
  shell.stderr.setEncoding('utf8').on('data', (text) => {
    complaints += text;
  });
  const end = () => {
    try {
      process.kill(-shell.pid, 'SIGTERM');
    } catch {
      // It has ended by itself.
    }
  };
  const timer = setTimeout(end, WITHIN_MS);
  process.once('exit', end);
  const code = await new Promise((resolve) => shell.once('close', resolve));
  clearTimeout(timer);
  for (const [index, { script: text, expected }] of steps.entries()) {
    const before = index === 0 ? 0 : printed.indexOf(`${MARK} ${index - 1}\n`) + `${MARK} ${index - 1}\n`.length;
    const after = printed.indexOf(`${MARK} ${index}\n`);
    if (after < 0) throw new Error(`The shell stopped (${code}) in:\n${text}\n${complaints}`);
    const answer = printed.slice(before, after).trim();
    if (expected === undefined) continue;
    if (answer !== JSON.stringify(expected))
      throw new Error(`The page says\n${JSON.stringify(expected)}\nand the shop says\n${answer}\nto:\n${text}`);
    console.log(`as written: ${answer.slice(0, 100)}`);
  }
  if (code !== 0) throw new Error(`The shell ended with ${code}.\n${complaints}`);
}

main().then(
  () => console.log('The quick start of docs/api.md works word for word.'),
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
