import { noVatRegister } from '../lib/vat/vat-register'
import { startGateway } from '../ocpp-server/gateway'
import { createLog } from '../ocpp-server/log'
import { noContractPool } from '../ocpp-server/security/contract-pool'
import { createOcspClient } from '../ocpp-server/security/ocsp-client'
import { NO_LIMITS } from './no-limits'

// The gateway as ocpp-server/main.ts starts it, but without limits; anything that nobody caught ends it, so that the fuzzer sees.
for (const kind of ['unhandledRejection', 'uncaughtException'] as const) {
  process.on(kind, (error) => {
    console.error(kind, error)
    process.exit(70)
  })
}

const gateway = await startGateway({
  gatewayId: 'gateway:fuzz',
  databaseUrl: process.env.DATABASE_URL!,
  host: '127.0.0.1',
  port: 0,
  unknownStations: 'reject',
  pingIntervalMs: 30_000,
  callTimeoutMs: 5_000,
  tls: null,
  trustProxy: false,
  limits: NO_LIMITS,
  ocsp: createOcspClient({ allowedHosts: [] }),
  contracts: noContractPool,
  vat: noVatRegister,
  maxUploadBytes: 1024 * 1024,
  log: createLog('error'),
})
process.send?.({ port: gateway.port })
process.on('message', () => {
  globalThis.gc?.()
  process.send?.({ heapMiB: process.memoryUsage().heapUsed / 2 ** 20 })
})
process.on('SIGTERM', () => void gateway.close().then(() => process.exit(0)))
process.on('disconnect', () => process.exit(0))
