import { readdirSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const FILES = readdirSync(new URL('e2e', import.meta.url)).filter((file) => file.endsWith('.spec.ts'))

/** The whole house from a browser; see e2e/start-house.ts. `npm test` provides the database server, the build and the browser. */
export default defineConfig({
  testDir: 'e2e',
  // Every file runs a house of its own, in a process of its own: the doors of lib/ know one database for as long as a process lives.
  projects: FILES.map((file) => ({ name: file.replace('.spec.ts', ''), testMatch: file })),
  // Two cores are all there may be; each house waits about half of its time.
  workers: 2,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Stockholm',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      chromiumSandbox: false,
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage',
      ],
    },
  },
})
