import { hostname } from 'node:os'
import { closeDatabase } from '../lib/db/client'
import { env } from '../lib/env'
import { httpVatRegister, noVatRegister } from '../lib/vat/vat-register'
import { startGateway } from './gateway'
import { DEFAULT_LIMITS } from './limits/limits'
import { createLog } from './log'
import { httpContractPool, noContractPool } from './security/contract-pool'
import { createOcspClient } from './security/ocsp-client'
import { listed, tlsSettings } from './tls/tls-settings'

const {
  HOST,
  OCPP_PORT,
  DATABASE_URL,
  LOG_LEVEL,
  UNKNOWN_STATIONS,
  PING_INTERVAL_SECONDS,
  CALL_TIMEOUT_SECONDS,
  UPLOAD_MAX_MIB,
  TRUST_PROXY,
  OCPP_MESSAGES_PER_SECOND,
  OCPP_MESSAGES_PER_ADDRESS,
  OCPP_SOCKETS_PER_ADDRESS,
  OCSP_HOSTS,
  CONTRACT_POOL_URL,
  CONTRACT_POOL_TOKEN,
  VAT_REGISTER_URL,
} = env()
const log = createLog(LOG_LEVEL)

// A promise nobody waited for must not take thousands of stations down with it; it is a bug and is logged as one.
process.on('unhandledRejection', (error) => log.error({ error }, 'unhandled rejection'))

if (!DATABASE_URL) throw new Error('DATABASE_URL is not set.')
const gateway = await startGateway({
  gatewayId: `gateway:${hostname()}:${OCPP_PORT}`,
  databaseUrl: DATABASE_URL,
  host: HOST,
  port: OCPP_PORT,
  unknownStations: UNKNOWN_STATIONS,
  pingIntervalMs: PING_INTERVAL_SECONDS * 1000,
  callTimeoutMs: CALL_TIMEOUT_SECONDS * 1000,
  tls: tlsSettings(env()),
  trustProxy: TRUST_PROXY,
  limits: {
    ...DEFAULT_LIMITS,
    messagesPerSecond: OCPP_MESSAGES_PER_SECOND,
    addressMessagesPerSecond: OCPP_MESSAGES_PER_ADDRESS,
    socketsPerAddress: OCPP_SOCKETS_PER_ADDRESS,
  },
  ocsp: createOcspClient({ allowedHosts: listed(OCSP_HOSTS) }),
  contracts:
    CONTRACT_POOL_URL === undefined ? noContractPool : httpContractPool(CONTRACT_POOL_URL, CONTRACT_POOL_TOKEN),
  vat: VAT_REGISTER_URL === undefined ? noVatRegister : httpVatRegister(VAT_REGISTER_URL),
  maxUploadBytes: UPLOAD_MAX_MIB * 1024 * 1024,
  log,
})
log.info({ port: gateway.port, tlsPort: gateway.tlsPort }, 'gateway is listening')
process.send?.({ ready: true, port: gateway.port })

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  try {
    await gateway.close()
    await closeDatabase()
    process.exit(0)
  } catch (error) {
    // The database may be gone as well; a gateway that holds no station must not hold its port.
    log.error({ error }, 'could not end in order')
    process.exit(1)
  }
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
process.on('disconnect', stop) // the supervisor is gone
