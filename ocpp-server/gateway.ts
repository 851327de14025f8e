import { createPostgresBus } from '../lib/bus/postgres-bus'
import { findIssuedCertificates, type KnownCertificate } from '../lib/certificates/queries/gateway-certificates'
import { openBatchConnection } from '../lib/db/batch-connection'
import { createCoalescer, type Write } from '../lib/db/coalesce'
import { keepProcessState } from '../lib/db/process-state'
import { markGatewayStationsOffline } from '../lib/stations/mutations/mark-offline'
import { raiseSecurityProfile } from '../lib/stations/mutations/raise-security-profile'
import { findGatewayStations, type GatewayStation } from '../lib/stations/queries/gateway-stations'
import type { VatRegister } from '../lib/vat/vat-register'
import { createCommandDesk } from './command-desk'
import { createFileDesk } from './files/file-desk'
import { answerHttp } from './http'
import { createInbox } from './inbox'
import { keepPayPlaces } from './keep-pay-places'
import { keepSpotPrices } from './keep-spot-prices'
import type { Limits } from './limits/limits'
import type { Log } from './log'
import { createMessageTails } from './message-tails'
import { createMetrics } from './metrics'
import { planCall } from './plan-call'
import type { ContractPool } from './security/contract-pool'
import type { OcspClient } from './security/ocsp-client'
import { startServer } from './server'
import { createSessionScreen } from './session-screen'
import type { StationConnection } from './station-connection'
import { createStationRegistry } from './station-registry'
import type { CertificateSource } from './tls/server-certificates'
import { openTrustStore } from './tls/trust-store'
import { welcome } from './welcome'

export interface GatewayOptions {
  /** Stable per slot, so that a restarted gateway heals what its predecessor left. */
  readonly gatewayId: string
  readonly databaseUrl: string
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  readonly unknownStations: 'pending' | 'accept' | 'reject'
  readonly pingIntervalMs: number
  readonly callTimeoutMs: number
  /** The encrypted port (0: any free one) and its certificates; null: there is none. */
  readonly tls: { readonly port: number; readonly source: CertificateSource } | null
  /** X-Forwarded-For and -Proto are the word of a proxy of ours. */
  readonly trustProxy: boolean
  readonly limits: Limits
  /** Whom stations' questions about certificates are passed on to. */
  readonly ocsp: OcspClient
  readonly contracts: ContractPool
  /** Who knows which company bears a VAT number. */
  readonly vat: VatRegister
  /** The largest log a station may bring. */
  readonly maxUploadBytes: number
  readonly log: Log
}

export interface Gateway {
  readonly port: number
  /** null: there is no encrypted port. */
  readonly tlsPort: number | null
  /** Looks for changed certificates now; it does so by itself every few seconds. @throws when they cannot be used */
  reloadTls(): Promise<void>
  /** Closes every station's socket, commits what is in flight, then ends. */
  close(): Promise<void>
}

/** Puts the gateway together and starts it. Several can run in one process (tests do). @throws when the port is taken or the database away */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { log, gatewayId, databaseUrl } = options
  const bus = createPostgresBus(databaseUrl, (error) => log.warn({ error }, 'bus'))
  const screen = createSessionScreen({
    publish: (event) => bus.publish('live', event),
    onError: (error) => log.error({ error }, 'a session could not be shown'),
  })
  const coalescer = createCoalescer({
    connect: () => openBatchConnection(databaseUrl),
    lanes: 2,
    onBatch: (units) => metrics.batchUnits.observe(units),
    onError: (error) => log.warn({ error }, 'the database did not take a batch; trying again'),
  })
  const registry = createStationRegistry({
    coalescer,
    pingIntervalMs: options.pingIntervalMs,
    onError: (error) => log.warn({ error }, 'registry'),
  })
  const metrics = createMetrics({
    *connected() {
      for (const { protocol } of registry.all) yield protocol
    },
    waiting: () => coalescer.waiting,
  })
  const tails = await createMessageTails(bus)
  const inbox = createInbox({
    coalescer,
    planCall,
    onAnswered: metrics.answered,
    onLogged: tails.logged,
    onFailure: (error, station, action) => log.error({ error, station: station.identity, action }, 'message failed'),
  })
  const desk = createCommandDesk({
    gatewayId,
    registry,
    bus,
    log,
    onStage: (type, stage) => metrics.commands.inc({ type, stage }),
    async onConfirmed(stationId, command) {
      if (command.type === 'upgrade-security-profile') await raiseSecurityProfile(stationId, command.profile)
    },
  })

  const files = createFileDesk({
    log,
    trustProxy: options.trustProxy,
    maxUploadBytes: options.maxUploadBytes,
    onReceived({ stationIdentity, commandId }) {
      const connection = registry.find(stationIdentity)
      if (connection && commandId !== null) desk.noticed(connection, { kind: 'log-received', commandId })
    },
  })

  const trust = await openTrustStore()
  await markGatewayStationsOffline(gatewayId, bus)
  await desk.settleOrphans()
  const forgetSpotPrices = await keepSpotPrices((error) => log.warn({ error }, 'exchange prices not read'))
  const forgetPayPlaces = await keepPayPlaces(bus, (error) =>
    log.warn({ error }, 'places that are paid first not read'),
  )
  const forgetProcess = await keepProcessState('gateway', gatewayId, (error) => log.warn({ error }, 'process state'))

  async function reload(identity: string, change: string): Promise<void> {
    const connection = registry.find(identity)
    if (!connection) return
    const [found] = await coalescer.submit({ writes: [{ writer: findGatewayStations, item: identity } as Write] })
    const station = found as GatewayStation | null
    if (!station || change === 'deleted') return connection.socket.close(1000, 'the station was removed')
    const wasAccepted = connection.registration === 'accepted'
    connection.registration = station.registration
    connection.siteId = station.siteId
    connection.clockZone = station.clockZone
    connection.autocharge = station.autocharge
    if (connection.securityProfile < station.securityProfile)
      connection.socket.close(1008, `this station must come with security profile ${station.securityProfile}`)
    connection.showStation({ registration: station.registration })
    if (!wasAccepted && station.registration === 'accepted') await welcome(connection)
  }

  const reloadSafely = (identity: string, change: string) =>
    reload(identity, change).catch((error) => log.error({ error, station: identity }, 'could not reload the station'))
  await bus.subscribe('station', ({ identity, change }) => void reloadSafely(identity, change), {
    onGap() {
      for (const { identity } of registry.all) void reloadSafely(identity, 'settings')
    },
  })
  await bus.subscribe('command', ({ commandId, stationId }) => desk.wake(stationId, commandId), {
    onGap: desk.wakeAll,
  })

  const server = await startServer(options.port, options.host, {
    gatewayId,
    unknownStations: options.unknownStations,
    callTimeoutMs: options.callTimeoutMs,
    tls: options.tls,
    trust,
    trustProxy: options.trustProxy,
    limits: options.limits,
    outside: { ocsp: options.ocsp, contracts: options.contracts, vat: options.vat, trust },
    coalescer,
    bus,
    screen,
    inbox,
    registry,
    metrics,
    log,
    onRequest: answerHttp({ metrics, files, keepsUp: () => coalescer.waiting < 10_000 }),
    onFact: (connection, fact) => desk.noticed(connection, fact),
    onAsk: (connection, command) => desk.ask(connection, command),
  })

  async function renewTrust(stationIdentity: string | null): Promise<void> {
    await trust.refresh()
    await server.reloadTls()
    const changed = stationIdentity === null ? [...registry.all] : [registry.find(stationIdentity)]
    await Promise.all(changed.map(closeRevoked))
  }
  async function closeRevoked(connection: StationConnection | undefined): Promise<void> {
    if (!connection?.certificate) return
    const item = connection.certificate
    const [known] = await coalescer.submit({ writes: [{ writer: findIssuedCertificates, item } as Write] })
    if ((known as KnownCertificate | null)?.isRevoked) connection.socket.close(1008, 'its certificate was revoked')
  }
  const renewTrustSafely = (stationIdentity: string | null) =>
    void renewTrust(stationIdentity).catch((error) =>
      log.error({ error }, 'trusted certificates could not be read again'),
    )
  await bus.subscribe('trust', ({ stationIdentity }) => renewTrustSafely(stationIdentity), {
    onGap: () => renewTrustSafely(null),
  })

  return {
    port: server.port,
    tlsPort: server.tlsPort,
    reloadTls: server.reloadTls,
    async close() {
      const closed = server.close()
      await registry.close()
      await desk.close()
      await coalescer.close()
      screen.close()
      tails.close()
      forgetSpotPrices()
      await forgetPayPlaces()
      await forgetProcess()
      await bus.close()
      await closed
    },
  }
}
