import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { say } from './say'

const INSTALLED_AS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** A browser for the tests: one that is there, else Playwright's own, else the system's. @returns its path; null when there is none */
export function findChromium(): string | null {
  return process.env.CHROMIUM_PATH || installed() || downloaded() || fromSystem()
}

function installed(): string | null {
  for (const name of INSTALLED_AS) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim()
    // On some systems the name is only a stub that tells how to install it.
    if (found && runs(found)) return found
  }
  const known = [MAC_CHROME, chromium.executablePath()]
  return known.find((file) => existsSync(file) && runs(file)) ?? null
}

function downloaded(): string | null {
  say('· Downloading a Chromium for the browser tests …')
  // Waits long for a slow line, but not for one that is closed.
  spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'ignore', timeout: 180_000 })
  const file = chromium.executablePath()
  return existsSync(file) && runs(file) ? file : null
}

function fromSystem(): string | null {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  for (const command of [
    [...sudo, 'apt-get', 'update'],
    [...sudo, 'apt-get', 'install', '--yes', '--no-install-recommends', 'chromium'],
  ]) {
    say(`· ${command.join(' ')} …`)
    const [program = '', ...args] = command
    spawnSync(program, args, {
      stdio: 'ignore',
      timeout: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  return installed()
}

/** A downloaded browser may lack libraries of the system. */
function runs(file: string): boolean {
  try {
    execFileSync(file, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 20_000 })
    return true
  } catch {
    return false
  }
}
