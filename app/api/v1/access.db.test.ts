import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACTS, type Act } from '@/lib/access/acts'
import { aSharedTariff, aWorld, fingerprint, nowhere, type Shared, type World } from '@/lib/access/testing/two-worlds'
import { actorOfKey, createApiKey, revokeApiKey } from '@/lib/api-keys/mutations'
import { bus } from '@/lib/bus/process-bus'
import { db } from '@/lib/db/client'
import { anActor } from '@/lib/db/testing/fixtures'
import { USUAL_RULES } from '@/lib/debtors/payment-rules'
import { API_ROOT, dispatch } from './dispatch'
import type { Operation } from './operation'
import { operations } from './operations'

interface Rule {
  readonly act: Act
  readonly body?: (theirs: World, shared: Shared) => object
  readonly query?: string
}

const OCPI_TARIFF = { currency: 'SEK', elements: [{ price_components: [{ type: 'FLAT', price: 1 }] }] }

const invoiceRun = ({ customerId }: World) => ({
  periodFrom: '2026-01-01',
  periodTo: '2026-01-31',
  issueDate: '2026-02-01',
  customerId: String(customerId),
})

/** What each operation asks for, said a second time on purpose, and the body that reaches for something of another world's. */
const RULES: Readonly<Record<string, Rule>> = {
  listSites: { act: 'sites.read' },
  listEnergyTerms: { act: 'margin.read' },
  setEnergyTerms: {
    act: 'margin.write',
    body: () => ({ validFrom: '2020-01-01', energyPrice: '1', gridFee: '1' }),
  },
  getMargin: { act: 'margin.read', query: '?from=2026-01&to=2026-01' },
  listHostStatements: { act: 'hosts.read' },
  getHostStatement: { act: 'hosts.read' },
  getVatReport: { act: 'ledger.read', query: '?period=2026-01' },
  getAccruals: { act: 'ledger.read', query: '?month=2026-01' },
  createSite: { act: 'sites.write', body: () => ({ name: 'New' }) },
  getSite: { act: 'sites.read' },
  changeSite: { act: 'sites.write', body: () => ({ name: 'Changed' }) },
  listStations: { act: 'stations.read' },
  createStation: { act: 'stations.write', body: ({ siteId }) => ({ id: 'NEW-STATION', siteId: String(siteId) }) },
  getStation: { act: 'stations.read' },
  changeStation: { act: 'stations.write', body: () => ({ name: 'Changed' }) },
  acceptStation: { act: 'stations.write' },
  sendCommand: { act: 'stations.command', body: () => ({ type: 'reset', kind: 'soft' }) },
  sendRawCall: { act: 'stations.raw-call', body: () => ({ action: 'GetLocalListVersion', payload: {} }) },
  listCommands: { act: 'stations.command' },
  getCommand: { act: 'stations.command' },
  listChargingProfiles: { act: 'stations.command' },
  getChargingLimit: { act: 'stations.command' },
  listReservations: { act: 'stations.command' },
  listDisplayMessages: { act: 'stations.command' },
  listStationTariffs: { act: 'stations.command' },
  listSettlements: { act: 'stations.command' },
  listDerControls: { act: 'stations.command' },
  listStreams: { act: 'stations.command' },
  listStreamValues: { act: 'stations.command' },
  listBatterySwaps: { act: 'stations.command' },
  listMessages: { act: 'messages.read' },
  listAllMessages: { act: 'messages.read' },
  listSignedReadings: { act: 'sessions.read' },
  listMeterKeys: { act: 'stations.read' },
  addMeterKey: { act: 'stations.write', body: () => ({ evseId: 1, publicKey: METER_KEY }) },
  listSessions: { act: 'sessions.read' },
  getSession: { act: 'sessions.read' },
  listReadings: { act: 'sessions.read' },
  listTokens: { act: 'tokens.read' },
  createToken: {
    act: 'tokens.write',
    body: ({ customerId }) => ({ value: 'NEWCARD', customerId: String(customerId) }),
  },
  getToken: { act: 'tokens.read' },
  listCustomers: { act: 'customers.read' },
  createCustomer: { act: 'customers.write', body: () => ({ name: 'New' }) },
  getCustomer: { act: 'customers.read' },
  setCustomer: { act: 'customers.write', body: () => ({ name: 'Changed' }) },
  getCustomerCredit: { act: 'customers.read' },
  setCustomerCredit: {
    act: 'customers.write',
    body: () => ({ paysByInvoice: false, creditLimit: '0.00', isNeverBlocked: true }),
  },
  getPaymentRules: { act: 'payments.read' },
  setPaymentRules: { act: 'payment-providers.write', body: () => USUAL_RULES },
  listPaymentPlaces: { act: 'payment-providers.write' },
  setSitePaymentFirst: { act: 'payment-providers.write', body: () => ({ asksPaymentFirst: true }) },
  setTariffPaymentFirst: { act: 'payment-providers.write', body: () => ({ asksPaymentFirst: false }) },
  getFleetSummary: { act: 'customers.read', query: '?from=2026-01-01&to=2026-01-31' },
  listBudgets: { act: 'customers.read' },
  createBudget: {
    act: 'own-fleet.write',
    body: ({ costCentreId }) => ({ of: 'cost-centre', targetId: String(costCentreId), amount: '1' }),
  },
  setBudget: { act: 'own-fleet.write', body: () => ({ amount: '1' }) },
  listMailings: { act: 'mailings.read' },
  getMailing: { act: 'mailings.read' },
  resendMailing: { act: 'mailings.write', body: () => ({}) },
  bounceMailing: { act: 'mailings.write', body: () => ({ reason: 'x' }) },
  listInvoices: { act: 'invoices.read' },
  getInvoice: { act: 'invoices.read' },
  getInvoiceFile: { act: 'invoices.read' },
  explainInvoiceLine: { act: 'invoices.read' },
  getInvoiceAnnex: { act: 'invoices.read' },
  getInvoiceReminderFile: { act: 'invoices.read' },
  previewInvoiceRun: { act: 'invoices.write', body: invoiceRun },
  startInvoiceRun: { act: 'invoices.write', body: invoiceRun },
  getInvoiceRun: { act: 'invoices.write' },
  changeToken: { act: 'tokens.write', body: () => ({ active: false }) },
  listPlans: { act: 'tariffs.read' },
  createPlan: { act: 'tariffs.write', body: () => ({ name: 'New', terms: PLAN_TERMS }) },
  getPlan: { act: 'tariffs.read' },
  changePlan: { act: 'tariffs.write', body: () => ({ name: 'Changed' }) },
  savePlanVersion: { act: 'tariffs.write', body: () => ({ terms: PLAN_TERMS, effectiveFrom: '2100-01-01' }) },
  listSubscriptions: { act: 'customers.read' },
  givePlan: {
    act: 'customers.write',
    body: ({ customerId }, { planId }) => ({
      planId: String(planId),
      customerId: String(customerId),
      fromDay: '2100-01-01',
    }),
  },
  getSubscription: { act: 'customers.read' },
  changeSubscription: { act: 'customers.write', body: () => ({ untilDay: '2100-01-01' }) },
  listTariffs: { act: 'tariffs.read' },
  createTariff: { act: 'tariffs.write', body: () => ({ name: 'New', pricePerKwh: '1', isDefault: true }) },
  getTariff: { act: 'tariffs.read' },
  changeTariff: { act: 'tariffs.write', body: () => ({ pricePerKwh: '9' }) },
  importTariff: { act: 'tariffs.write', body: () => ({ name: 'New', tariff: OCPI_TARIFF }) },
  getOcpiTariff: { act: 'tariffs.read' },
  saveOcpiTariff: { act: 'tariffs.write', body: () => ({ tariff: OCPI_TARIFF }) },
  listTariffVersions: { act: 'tariffs.read' },
  restoreTariffVersion: { act: 'tariffs.write' },
  compareTariff: { act: 'tariffs.read', body: () => ({ tariff: OCPI_TARIFF }) },
  quotePrice: {
    act: 'tariffs.read',
    body: () => ({
      tariff: OCPI_TARIFF,
      timeZone: 'UTC',
      startDateTime: '2026-01-01T00:00:00Z',
      endDateTime: '2026-01-01T01:00:00Z',
      chargingPeriods: [],
    }),
  },
  listFirmware: { act: 'fleet.read' },
  uploadFirmware: { act: 'fleet.write', query: '?vendor=New&version=1&fileName=new.bin' },
  getFirmware: { act: 'fleet.read' },
  changeFirmware: { act: 'fleet.write', body: () => ({ note: 'Changed' }) },
  downloadFirmware: { act: 'fleet.read' },
  listFirmwareUpdates: { act: 'fleet.read' },
  listCampaigns: { act: 'fleet.read' },
  createCampaign: {
    act: 'fleet.write',
    body: ({ identity }, { firmwareId }) => ({
      name: 'New',
      firmwareId: String(firmwareId),
      waveSize: 1,
      stopAfterFailures: 1,
      stations: { ids: [identity] },
    }),
  },
  getCampaign: { act: 'fleet.read' },
  listCampaignStations: { act: 'fleet.read' },
  steerCampaign: { act: 'fleet.write', body: () => ({ do: 'start' }) },
  listConfiguration: { act: 'stations.command' },
  listMonitors: { act: 'stations.command' },
  listDrift: { act: 'stations.command' },
  repairStation: { act: 'stations.command' },
  listFaults: { act: 'faults.read' },
  closeFault: { act: 'faults.write', body: () => ({ reason: 'repaired' }) },
  listMaintenance: { act: 'faults.read' },
  beginMaintenance: { act: 'faults.write', body: ({ identity }) => ({ stationId: identity, reason: 'x' }) },
  endMaintenance: { act: 'faults.write' },
  getRevenue: { act: 'revenue.read', query: '?from=2026-01-01&to=2026-12-31&by=site,station' },
  getPerformance: { act: 'faults.read', query: '?from=2026-01-01&to=2027-01-01' },
  listPerformanceDays: { act: 'stations.read', query: '?from=2026-01-01&to=2027-01-01' },
  getFault: { act: 'faults.read' },
  listFaultEntries: { act: 'faults.read' },
  getFaultDiagnosis: { act: 'faults.read' },
  getFaultCause: { act: 'faults.read' },
  getFaultRecovery: { act: 'faults.read' },
  startFaultRecovery: { act: 'faults.write' },
  stopFaultRecovery: { act: 'faults.write' },
  listPlaybookRuns: { act: 'faults.read' },
  listDetectionRules: { act: 'fault-rules.write' },
  getDetectionRule: { act: 'fault-rules.write' },
  setDetectionRule: { act: 'fault-rules.write', body: ({ siteId }) => ({ siteId: String(siteId), limits: {} }) },
  resetDetectionRule: { act: 'fault-rules.write' },
  previewDetectionRule: { act: 'fault-rules.write', body: ({ siteId }) => ({ siteId: String(siteId), limits: {} }) },
  acknowledgeFault: { act: 'faults.write' },
  assignFault: { act: 'faults.write', body: () => ({ assigneeId: null }) },
  setFaultStage: { act: 'faults.write', body: () => ({ stage: 'verify' }) },
  setFaultDue: { act: 'faults.write', body: () => ({ due: null }) },
  commentOnFault: { act: 'faults.write', body: () => ({ text: 'x' }) },
  promiseRepair: { act: 'faults.write', body: () => ({ due: new Date(Date.now() + 3_600_000).toISOString() }) },
  withdrawPromise: { act: 'faults.write' },
  mergeFault: { act: 'faults.write', body: (_theirs, { sharedFaultId }) => ({ intoId: String(sharedFaultId) }) },
  splitFault: { act: 'faults.write' },
  getCommandReport: { act: 'stations.command' },
  listTemplates: { act: 'fleet.read' },
  createTemplate: { act: 'fleet.write', body: () => ({ name: 'New', values: [{ key: 'A', value: '1' }] }) },
  getTemplate: { act: 'fleet.read' },
  replaceTemplate: { act: 'fleet.write', body: () => ({ name: 'New', values: [{ key: 'A', value: '1' }] }) },
  archiveTemplate: { act: 'fleet.write' },
  repairTemplate: { act: 'stations.command' },
  listTemplateRounds: { act: 'fleet.read' },
  listTemplateStations: { act: 'fleet.read' },
  listStationFiles: { act: 'files.read' },
  downloadStationFile: { act: 'files.read' },
  listOfflinePolicies: { act: 'fleet.read' },
  setOfflinePolicy: { act: 'fleet.write', body: () => ({ localList: true }) },
  setSiteOfflinePolicy: { act: 'fleet.write', body: () => ({ localList: true }) },
  removeSiteOfflinePolicy: { act: 'fleet.write' },
  getStationOffline: { act: 'fleet.read' },
  listAuthorities: { act: 'certificates.read' },
  activateAuthority: { act: 'certificates.write' },
  prepareAuthority: { act: 'certificates.write', body: () => ({ name: 'New' }) },
  listRoots: { act: 'certificates.read' },
  addRoot: { act: 'certificates.write', body: (_theirs, { rootPem }) => ({ kind: 'mo', certificate: rootPem }) },
  retireRoot: { act: 'certificates.write' },
  listCertificates: { act: 'certificates.read' },
  revokeCertificate: { act: 'certificates.write' },
  getStationSecurity: { act: 'certificates.read' },
  listJobs: { act: 'field.work' },
  createJob: { act: 'faults.write', body: ({ identity }) => ({ stationId: identity, title: 'New' }) },
  getJob: { act: 'field.work' },
  changeJob: { act: 'faults.write', body: () => ({ title: 'Changed' }) },
  listJobEntries: { act: 'field.work' },
  recordJobEntries: {
    act: 'field.work',
    body: ({ workOrderId }) => ({
      sentAt: new Date().toISOString(),
      entries: [
        {
          id: crypto.randomUUID(),
          jobId: String(workOrderId),
          at: new Date().toISOString(),
          kind: 'note',
          detail: { text: 'x' },
        },
      ],
    }),
  },
  downloadJobPhoto: { act: 'field.work' },
  cancelJob: { act: 'faults.write' },
  listNotificationRules: { act: 'notifications.write' },
  createNotificationRule: { act: 'notifications.write', body: () => NOTIFICATION_RULE },
  replaceNotificationRule: { act: 'notifications.write', body: () => NOTIFICATION_RULE },
  deleteNotificationRule: { act: 'notifications.write' },
  listWebhooks: { act: 'notifications.write' },
  createWebhook: { act: 'notifications.write', body: () => ({ name: 'New', url: 'https://example.com' }) },
  replaceWebhook: { act: 'notifications.write', body: () => ({ name: 'New', url: 'https://example.com' }) },
  renewWebhookSecret: { act: 'notifications.write' },
  deleteWebhook: { act: 'notifications.write' },
  listDeliveries: { act: 'notifications.write' },
  getDelivery: { act: 'notifications.write' },
  retryDelivery: { act: 'notifications.write' },
  followLive: { act: 'sessions.read' },
}

const NOTIFICATION_RULE = { name: 'New', filter: { notices: ['opened'] }, recipients: { emails: ['x@example.com'] } }

const PLAN_TERMS = { currency: 'SEK', pricesIncludeVat: true, vatPercent: '25', discountPercent: '2' }

/** A public key of a published test record. */
const METER_KEY =
  '3059301306072A8648CE3D020106082A8648CE3D030107034200043AEEB45C392357820A58FDFB0857BD77ADA31585C61C430531DFA53B440AFBFDD95AC887C658EA55260F808F55CA948DF235C2108A0D6DC7D4AB1A5E1A7955BE'

/** What belongs to the whole network is the same from every world. */
const SHARED = /^\/(tariffs|plans|firmware|campaigns|authorities|roots|templates|notifications|invoicing)\//

const SCOPES = ['read', 'operate', 'admin'] as const
const ROLE_OF = { read: 'viewer', operate: 'operator', admin: 'admin' } as const
const key = {} as Record<`${'all' | 'mine'}-${(typeof SCOPES)[number]}` | 'revoked' | 'expired', string>
let mine: World
let theirs: World
let shared: Shared

beforeAll(async () => {
  shared = await aSharedTariff()
  mine = await aWorld('MINE')
  theirs = await aWorld('THEIRS')
  const admin = anActor('admin')
  for (const scope of SCOPES) {
    key[`all-${scope}`] = (await createApiKey(admin, { name: scope, scope })).key
    key[`mine-${scope}`] = (await createApiKey(admin, { name: scope, scope, siteIds: [mine.siteId] })).key
  }
  const revoked = await createApiKey(admin, { name: 'revoked', scope: 'admin' })
  await revokeApiKey(admin, revoked.id)
  const expired = await createApiKey(admin, { name: 'expired', scope: 'admin' })
  await db().apiKey.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1000) } })
  Object.assign(key, { revoked: revoked.key, expired: expired.key })
})

afterAll(() => bus().close())

/** The operation's address in a world: which id stands in the path follows from what comes before it. */
function addressOf({ id, path }: Operation, world: World): string {
  const ids: Readonly<Record<string, bigint | string>> = {
    sites: world.siteId,
    stations: encodeURIComponent(world.identity),
    sessions: world.sessionId,
    commands: world.commandId,
    tokens: world.tokenId,
    customers: world.customerId,
    invoices: world.invoiceId,
    mailings: world.mailingId,
    runs: shared.invoiceRunId,
    faults: world.faultId,
    templates: shared.templateId,
    tariffs: shared.tariffId,
    plans: shared.planId,
    subscriptions: world.subscriptionId,
    firmware: shared.firmwareId,
    campaigns: shared.campaignId,
    files: world.stationFileId,
    maintenance: world.maintenanceId,
    jobs: world.workOrderId,
    photos: world.workEntryId,
    authorities: shared.authorityId,
    roots: shared.rootId,
    certificates: world.certificateId,
    rules: shared.notificationRuleId,
    webhooks: shared.webhookId,
    deliveries: shared.deliveryId,
  }
  const filled = path
    .replace(/\/(\w+)\/\{id\}/, (_, subject: string) => `/${subject}/${ids[subject]}`)
    .replace('{streamId}', '1')
    .replace('{number}', '1')
    .replace('{position}', '1')
    .replace('{format}', 'json')
    .replace('{key}', 'GroundFailure')
    .replace('{rule}', 'clock-drift')
    .replace('{budget}', String(world.budgetId))
    .replace('{statement}', String(world.hostStatementId))
  expect(filled, `say what {…} of ${path} is`).not.toMatch(/[{}]|undefined/)
  return `http://localhost${API_ROOT}${filled}${RULES[id]?.query ?? ''}`
}

async function ask(
  operation: Operation,
  world: World,
  headers: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const body = operation.takesBytes
    ? 'bytes'
    : operation.body && JSON.stringify(RULES[operation.id]?.body?.(world, shared))
  const signal = AbortSignal.timeout(5000)
  const request = new Request(addressOf(operation, world), { method: operation.method, headers, body, signal })
  const answer = await dispatch(request, { operations, actorOfKey, overLimit: () => null, checksAnswers: true })
  if (operation.response !== 'event-stream' || !answer.ok) return { status: answer.status, text: await answer.text() }
  const reader = answer.body?.getReader()
  let text = ''
  while (!text.includes('event: snapshot')) text += new TextDecoder().decode((await reader?.read())?.value)
  await reader?.cancel()
  return { status: answer.status, text }
}

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
/** What ends a fault comes last: the others need one that is open. */
const every = [...operations]
  .sort((a, b) => Number(a.id === 'closeFault') - Number(b.id === 'closeFault'))
  .map((operation) => [`${operation.method} ${operation.path}`, operation] as const)

it('knows every operation, and a body for each that takes one', () => {
  expect(operations.map(({ id }) => id).filter((id) => !RULES[id])).toEqual([])
  expect(operations.filter(({ id, body }) => body && !RULES[id]?.body).map(({ id }) => id)).toEqual([])
  expect(Object.keys(RULES).filter((id) => !operations.some((operation) => operation.id === id))).toEqual([])
})

describe.each(every)('%s', (_name, operation) => {
  it('is closed to who has no key that works', async () => {
    const cookie = { cookie: 'laddvakt.session=anything' }
    for (const headers of [{}, cookie, bearer('nonsense'), bearer(key.revoked), bearer(key.expired)]) {
      expect((await ask(operation, mine, headers)).status).toBe(401)
    }
  })

  it('is closed to keys of a lesser scope, also for what does not exist', async () => {
    const act = RULES[operation.id]?.act as Act
    for (const scope of SCOPES) {
      if ((ACTS[act] as readonly string[]).includes(ROLE_OF[scope])) continue
      expect((await ask(operation, mine, bearer(key[`all-${scope}`]))).status, scope).toBe(403)
      expect((await ask(operation, nowhere, bearer(key[`all-${scope}`]))).status, scope).toBe(403)
    }
  })

  it("tells and changes nothing of another site's to keys held to one", async () => {
    for (const scope of SCOPES) {
      const before = await fingerprint(theirs)
      const { status, text } = await ask(operation, theirs, bearer(key[`mine-${scope}`]))
      // What was asked for may be named back; nothing else may.
      expect(text.replaceAll(theirs.identity, ''), scope).not.toContain(theirs.mark)
      expect(await fingerprint(theirs), scope).toBe(before)
      if (/\{id\}/.test(operation.path) && !SHARED.test(operation.path)) expect([403, 404], scope).toContain(status)
    }
  })

  it('answers as described to a key of the right scope', async () => {
    const { status, text } = await ask(operation, mine, bearer(key['all-admin']))
    expect({ status, text }).toMatchObject({ status: operation.status })
    if (operation.method === 'GET' && operation.path.includes('{id}')) {
      expect((await ask(operation, nowhere, bearer(key['all-admin']))).status).toBe(
        SHARED.test(operation.path) ? 200 : 404,
      )
    }
  })
})
