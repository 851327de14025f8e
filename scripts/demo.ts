import { DEMO_PASSWORD, fleetPath, memoryPath, seedDemo } from './demo/seed'
import { openHouse } from './house'
import { step } from './say'

const ADMIN = { email: 'demo@laddvakt.example', password: DEMO_PASSWORD }

// The encrypted port stands beside the other one, so that security profiles can be raised: 9443 beside 9000.
const tlsPort = String(Number(process.env.OCPP_PORT || 9000) + 443)

// npm run demo: the house with a believable network, its past, and stations that are simulated.
await openHouse({
  defaults: {
    DATA_DIR: '.laddvakt-demo',
    DEMO: 'true',
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    OCPP_TLS_PORT: tlsPort,
    OCPP_TLS_URL: `wss://127.0.0.1:${process.env.OCPP_TLS_PORT || tlsPort}/ocpp`,
  },
  prepare: (settings) => step('Drawing a network and 90 days of its past (once)', () => seedDemo(settings)),
  more: (env, settings) => [
    {
      name: 'simulator',
      args: ['--import', 'tsx', 'simulator/main.ts', fleetPath(settings.DATA_DIR), memoryPath(settings.DATA_DIR)],
      env,
      // Its stations come one by one; nobody has to wait for the last.
      untilReady: async () => undefined,
    },
  ],
  notes: [
    'This is a demo: sites, stations, drivers and sums are invented, and the stations are simulated.',
    `Sign in as ${ADMIN.email} with the password ${ADMIN.password}`,
    'or, with the same password, as operator, technician, fleet-manager, site-host or viewer @laddvakt.example',
  ],
})
