import { randomUUID } from 'node:crypto'
import { anAuthority } from '../../certificates/testing/an-authority'
import type { Prisma } from '../../db/client'
import { db } from '../../db/client'
import { aCustomer, aSession, aSite, aStation, aTariffVersion, aToken, aUser } from '../../db/testing/fixtures'
import { storeBytes } from '../../files/mutations/store-bytes'
import type { Actor, Role } from '../actor'

/** One site, customer and all that belongs to them. Everything of theirs has `mark` in its name. */
export interface World {
  readonly mark: string
  readonly siteId: bigint
  readonly customerId: bigint
  readonly identity: string
  readonly stationKey: bigint
  readonly sessionId: bigint
  readonly reviewId: bigint
  readonly tokenId: bigint
  readonly tokenValue: string
  readonly commandId: bigint
  readonly stationFileId: bigint
  readonly faultId: bigint
  readonly maintenanceId: bigint
  readonly exclusionId: bigint
  readonly workOrderId: bigint
  /** A driver's, paid through a sandbox. */
  readonly adHocPaymentId: bigint
  /** Of its photo. */
  readonly workEntryId: string
  /** A photo in the fault's story. */
  readonly faultPhotoId: bigint
  readonly valueId: bigint
  readonly userId: bigint
  readonly certificateId: bigint
  /** When its one message was logged, under its mark. */
  readonly messageAt: Date
  readonly costCentreId: bigint
  readonly vehicleId: bigint
  /** The customer's, of the shared plan. */
  readonly subscriptionId: bigint
  readonly driverId: bigint
  /** Issued, and a payment nothing is settled by yet. */
  readonly invoiceId: bigint
  readonly paymentId: bigint
  readonly hostAgreementId: bigint
  /** Issued. */
  readonly hostStatementId: bigint
  /** Of its invoice; sent. */
  readonly mailingId: bigint
  readonly mailScheduleId: bigint
  readonly budgetId: bigint
}

const NOBODY = 987_654_321n

/** A world that does not exist. */
export const nowhere: World = {
  mark: 'NOWHERE',
  siteId: NOBODY,
  customerId: NOBODY,
  identity: 'NOWHERE-STATION',
  stationKey: NOBODY,
  sessionId: NOBODY,
  reviewId: NOBODY,
  tokenId: NOBODY,
  tokenValue: 'NOWHERECARD',
  commandId: NOBODY,
  stationFileId: NOBODY,
  faultId: NOBODY,
  maintenanceId: NOBODY,
  exclusionId: NOBODY,
  workOrderId: NOBODY,
  adHocPaymentId: NOBODY,
  workEntryId: '00000000-0000-4000-8000-000000000000',
  faultPhotoId: NOBODY,
  valueId: NOBODY,
  userId: NOBODY,
  certificateId: NOBODY,
  messageAt: new Date(0),
  costCentreId: NOBODY,
  vehicleId: NOBODY,
  subscriptionId: NOBODY,
  driverId: NOBODY,
  invoiceId: NOBODY,
  paymentId: NOBODY,
  hostAgreementId: NOBODY,
  hostStatementId: NOBODY,
  mailingId: NOBODY,
  mailScheduleId: NOBODY,
  budgetId: NOBODY,
}

/** What all share: a tariff, and firmware with a campaign of nobody's. */
export interface Shared {
  readonly tariffId: bigint
  readonly planId: bigint
  readonly firmwareId: bigint
  readonly campaignId: bigint
  readonly templateId: bigint
  readonly notificationRuleId: bigint
  readonly webhookId: bigint
  /** Given up. */
  readonly deliveryId: bigint
  /** A fault of no site. */
  readonly sharedFaultId: bigint
  /** Waits to take over. */
  readonly authorityId: bigint
  readonly rootId: bigint
  /** Of a root nobody has entered. */
  readonly rootPem: string
  readonly invoiceRunId: bigint
}

const AT = new Date(Date.now() - 3_600_000)

export async function aWorld(mark: string): Promise<World> {
  const site = await aSite({ name: `${mark} site`, latitude: 59, longitude: 18 })
  const customer = await aCustomer({ name: `${mark} customer` })
  const token = await aToken({ value: `${mark}CARD`, name: `${mark} driver`, customerId: customer.id })
  const station = await aStation({ identity: `${mark}-STATION`, name: `${mark} station`, siteId: site.id })
  await db().stationState.update({ where: { stationId: station.id }, data: { online: true, protocol: 'ocpp1.6' } })
  const session = await aSession(station.id, {
    siteId: site.id,
    customerId: customer.id,
    tokenId: token.id,
    tokenValue: token.value,
    startedAt: AT,
    energyWh: 1000,
    // As the worker judges the reading below.
    signedVerdict: 'unknown',
  })
  const review = await db().sessionReview.create({ data: { sessionId: session.id, flag: 'clock', detail: mark } })
  await db().reading.create({
    data: {
      stationId: station.id,
      evseNumber: 1,
      sessionId: session.id,
      at: new Date(),
      energyWh: 1000,
      receivedAt: new Date(),
    },
  })
  await db().signedReading.create({
    data: {
      stationId: station.id,
      evseNumber: 1,
      sessionId: session.id,
      at: AT,
      context: 'Transaction.Begin',
      format: 'unknown',
      data: Buffer.from(mark),
      receivedAt: AT,
    },
  })
  const messageAt = new Date()
  await db().ocppMessage.create({
    data: {
      at: messageAt,
      stationId: station.id,
      direction: 'in',
      protocol: 'ocpp1.6',
      messageId: mark,
      action: `${mark}Action`,
      request: `{"mark":"${mark}"}`,
    },
  })
  const command = await db().command.create({
    data: {
      stationId: station.id,
      type: 'reset',
      payload: { type: 'reset', kind: 'soft' } satisfies Prisma.InputJsonObject,
      requestedBy: `user:${mark}`,
      // Longer than any test runs: a gateway that ends it would look like somebody's deed.
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  })
  const fault = await db().fault.create({
    data: {
      stationId: station.id,
      source: 'event',
      code: `${mark}.Problem`,
      severity: 3,
      openedAt: AT,
      lastSeenAt: AT,
    },
  })
  const maintenance = await db().maintenanceWindow.create({
    data: { stationId: station.id, fromAt: AT, reason: `${mark} work`, madeBy: `user:${mark}` },
  })
  const exclusion = await db().availabilityExclusion.create({
    data: {
      stationId: station.id,
      fromAt: AT,
      untilAt: new Date(),
      reason: 'grid',
      note: mark,
      madeBy: `user:${mark}`,
    },
  })
  await db().evseDay.create({
    data: {
      stationId: station.id,
      siteId: site.id,
      evseNumber: 1,
      day: new Date('2026-01-01'),
      upSeconds: 86_000,
      downSeconds: { [`faulted:${mark}`]: 400 },
      downTotal: 400,
      excludedSeconds: {},
      unknownSeconds: 0,
      occupiedSeconds: 0,
      energyWh: 0,
      sessions: 0,
      attempts: 1,
      failures: { [`energy.${mark}`]: 1 },
      visits: 1,
      goodVisits: 0,
      firstTries: 0,
    },
  })
  const order = await db().workOrder.create({
    data: { stationId: station.id, title: `${mark} job`, createdBy: `user:${mark}` },
  })
  const photo = await storeBytes(bytesOf(`\u0089PNG\r\n\u001a\n${mark}`, 'latin1'), { maxBytes: 1_000 })
  const entry = await db().workEntry.create({
    data: {
      id: randomUUID(),
      workOrderId: order.id,
      kind: 'photo',
      at: AT,
      by: `user:${mark}`,
      detail: { caption: mark },
      file: photo.sha256,
    },
  })
  const faultPhoto = await db().faultEntry.create({
    data: {
      faultId: fault.id,
      at: AT,
      kind: 'photo',
      by: `user:${mark}`,
      detail: { caption: mark },
      file: photo.sha256,
      toldAt: AT,
    },
  })
  const value = await db().configurationValue.create({
    data: { stationId: station.id, key: `${mark}Key`, value: mark, updatedAt: AT },
  })
  const { sha256, sizeBytes } = await storeBytes(bytesOf(mark), { maxBytes: 1_000 })
  const file = await db().stationFile.create({
    data: {
      stationId: station.id,
      kind: 'diagnostics',
      fileName: `${mark}.log`,
      sizeBytes: BigInt(sizeBytes),
      sha256,
      receivedAt: new Date(),
    },
  })
  const adHocPayment = await aPaidPayment(mark, { stationId: station.id, siteId: site.id, sessionId: session.id })
  const { certificate: pem } = await anAuthority('Shared root')
  const lifetime = { notBefore: AT, notAfter: new Date(Date.now() + 3_600_000) }
  const authority = await db().certificateAuthority.create({
    data: { name: 'Shared', certificate: pem, privateKey: 'sealed', stage: 'retired', ...lifetime },
  })
  const certificate = await db().stationCertificate.create({
    data: {
      stationId: station.id,
      authorityId: authority.id,
      kind: 'station',
      serialNumber: '1',
      subject: `CN=${mark}`,
      fingerprint: `${mark} fingerprint`,
      certificate: pem,
      stage: 'accepted',
      ...lifetime,
    },
  })
  const of = { customerId: customer.id }
  const costCentre = await db().costCentre.create({ data: { ...of, code: `${mark} centre` } })
  const vehicle = await db().vehicle.create({ data: { ...of, plate: `${mark}PLATE` } })
  const driver = await db().driver.create({ data: { ...of, name: `${mark} at the wheel` } })
  const subscription = await db().subscription.create({
    data: {
      ...of,
      planId: (await aSharedPlan()).id,
      driverId: driver.id,
      fromDay: AT,
      note: mark,
      createdBy: 'system',
    },
  })
  const invoice = await db().invoice.create({
    data: {
      ...of,
      currency: 'SEK',
      periodFrom: AT,
      periodTo: AT,
      vatTotals: [],
      netTotal: 80,
      vatTotal: 20,
      grossTotal: 100,
      payable: 100,
      openAmount: 100,
      createdBy: 'system',
      lines: {
        create: {
          position: 1,
          kind: 'session',
          text: `${mark} charging`,
          quantity: 1,
          unit: 'kWh',
          unitPrice: 80,
          net: 80,
          vatPercent: 25,
          vatCategory: 'S',
          vat: 20,
          gross: 100,
          sessionId: session.id,
          session: {
            id: String(session.id),
            station: mark,
            site: mark,
            startedAt: AT,
            endedAt: AT,
            timeZone: 'Europe/Stockholm',
            energyKwh: '1',
            vehicle: null,
            driver: null,
          },
          price: {
            tariffVersionId: null,
            at: 0,
            line: {
              kind: 'energy',
              quantity: '1',
              unit: 'kWh',
              rate: '100',
              amount: '100',
              vat: '20',
              from: AT,
              to: AT,
              reason: 'metered',
            },
          },
        },
      },
      reminders: {
        create: { number: 1, onDate: AT, dueDate: AT, openThen: 100, fee: 60, interest: 0, createdBy: 'system' },
      },
    },
  })
  await db().invoice.update({
    where: { id: invoice.id },
    data: { state: 'issued', number: `${mark}-1`, issueDate: AT, dueDate: AT },
  })
  const payment = await db().incomingPayment.create({
    data: {
      ...of,
      receivedOn: AT,
      amount: 5,
      unused: 5,
      method: 'manual',
      payer: `${mark} payer`,
      createdBy: 'system',
    },
  })
  const mailing = await db().mailing.create({
    data: {
      ...of,
      kind: 'invoice',
      state: 'sent',
      toAddress: `${mark}@example.com`,
      subject: `${mark} invoice`,
      body: mark,
      aboutType: 'invoice',
      aboutId: String(invoice.id),
      by: 'worker',
    },
  })
  const schedule = await db().mailSchedule.create({
    data: {
      ...of,
      kind: 'fleet-month',
      toAddress: `${mark}@example.com`,
      sentThrough: new Date('2026-01-01'),
      createdBy: 'system',
    },
  })
  const budget = await db().budget.create({
    data: { ...of, amount: 100, emails: [`${mark}@example.com`], createdBy: 'system' },
  })
  const user = await aUser('site-host', { name: `${mark} host`, email: `${mark.toLowerCase()}@example.com` })
  await db().userSite.create({ data: { userId: user.id, siteId: site.id } })
  return {
    mark,
    siteId: site.id,
    customerId: customer.id,
    identity: station.identity,
    stationKey: station.id,
    sessionId: session.id,
    reviewId: review.id,
    tokenId: token.id,
    tokenValue: token.value,
    commandId: command.id,
    stationFileId: file.id,
    faultId: fault.id,
    maintenanceId: maintenance.id,
    exclusionId: exclusion.id,
    workOrderId: order.id,
    adHocPaymentId: adHocPayment.id,
    workEntryId: entry.id,
    faultPhotoId: faultPhoto.id,
    valueId: value.id,
    userId: user.id,
    certificateId: certificate.id,
    messageAt,
    costCentreId: costCentre.id,
    vehicleId: vehicle.id,
    subscriptionId: subscription.id,
    driverId: driver.id,
    invoiceId: invoice.id,
    paymentId: payment.id,
    ...(await aHost(mark, site.id)),
    mailingId: mailing.id,
    mailScheduleId: schedule.id,
    budgetId: budget.id,
  }
}

/** Who hosts the site, with a statement of a month long ago. */
async function aHost(mark: string, siteId: bigint) {
  const seller =
    (await db().seller.findFirst()) ??
    (await db().seller.create({
      data: { name: 'x', orgNumber: 'x', vatNumber: 'x', street: 'x', postalCode: 'x', city: 'x', createdBy: 'system' },
    }))
  const month = { from: new Date('2020-01-01'), to: new Date('2020-01-31') }
  const agreement = await db().hostAgreement.create({
    data: {
      siteId,
      name: `${mark} landlord`,
      model: 'net-share',
      percent: 10,
      validFrom: month.from,
      createdBy: 'system',
    },
  })
  const statement = await db().hostStatement.create({
    data: {
      agreementId: agreement.id,
      number: `${mark}-H1`,
      periodFrom: month.from,
      periodTo: month.to,
      issueDate: month.to,
      sellerId: seller.id,
      host: { name: `${mark} landlord` },
      terms: {},
      language: 'sv',
      currency: 'SEK',
      sessionCount: 0,
      energyWh: 0,
      revenueNet: 0,
      providerFees: 0,
      shareNet: 0,
      shareVat: 0,
      feeNet: 0,
      feeVat: 0,
      payable: 0,
      issuedBy: 'system',
    },
  })
  await db().energyTerms.create({
    data: {
      siteId,
      validFrom: month.from,
      supply: 'fixed',
      energyPrice: 1,
      gridFee: 0,
      note: mark,
      createdBy: 'system',
    },
  })
  return { hostAgreementId: agreement.id, hostStatementId: statement.id }
}

async function aPaidPayment(
  mark: string,
  places: { readonly stationId: bigint; readonly siteId: bigint; readonly sessionId: bigint },
) {
  const provider = await db().paymentProvider.upsert({
    where: { kind: 'sandbox' },
    create: { kind: 'sandbox', cap: '500' },
    update: {},
  })
  const { id: tariffVersionId } = await aTariffVersion([{ components: [{ dimension: 'energy', price: '3.00' }] }])
  return db().payment.create({
    data: {
      ...places,
      key: `${mark}-key`.padEnd(43, 'x'), // as long as a payment's key is
      providerId: provider.id,
      evseNumber: 1,
      connectorNumber: 1,
      tariffVersionId,
      currency: 'SEK',
      means: 'reserve',
      state: 'paid',
      cap: '500',
      authorised: '500',
      captured: '100',
      price: '100',
      providerRef: `${mark}-charge`,
      payBy: AT,
      settledAt: AT,
      events: {
        create: { kind: 'difference', source: 'worker', state: 'paid', detail: { ours: { mark }, theirs: {} } },
      },
    },
  })
}

/** There is one of it. */
async function aSharedPlan() {
  const known = await db().plan.findFirst({ where: { name: 'Shared' } })
  if (known !== null) return known
  const terms = { currency: 'SEK', pricesIncludeVat: true, vatPercent: '25', discountPercent: '1' }
  return db().plan.create({
    data: { name: 'Shared', versions: { create: { number: 1, effectiveFrom: AT, terms, createdBy: 'system' } } },
  })
}

export async function aSharedTariff(): Promise<Shared> {
  const { tariffId } = await aTariffVersion([{ components: [{ dimension: 'energy', price: '3.00' }] }], {
    isDefault: true,
  })
  const { sizeBytes, ...hashes } = await storeBytes(bytesOf('Shared'), { maxBytes: 1_000 })
  const package_ = { vendor: 'Shared', version: '1', fileName: 'x.bin', sizeBytes: BigInt(sizeBytes), ...hashes }
  const firmware = await db().firmware.create({ data: { ...package_, createdBy: 'system' } })
  const campaign = await db().firmwareCampaign.create({
    data: { name: 'Shared', firmwareId: firmware.id, waveSize: 1, stopAfterFailures: 1, createdBy: 'system' },
  })
  const sharedFault = await db().fault.create({
    data: { source: 'rule', code: 'shared', severity: 5, openedAt: new Date(), lastSeenAt: new Date() },
  })
  const template = await db().configurationTemplate.create({
    data: {
      name: 'Shared',
      values: [{ key: 'MINEKey', value: 'shared' }],
      createdBy: 'system',
    },
  })
  const rule = await db().notificationRule.create({
    data: {
      name: 'Shared',
      filter: { notices: ['opened'] },
      recipients: { emails: ['shared@example.com'] },
      createdBy: 'system',
    },
  })
  const webhook = await db().webhook.create({
    data: { name: 'Shared', url: 'https://shared.example.com', secret: 'sealed', createdBy: 'system' },
  })
  const delivery = await db().delivery.create({
    data: {
      dedupeKey: 'shared',
      channel: 'email',
      recipient: { email: 'shared@example.com' },
      template: 'test',
      content: { by: 'Shared' },
      state: 'dead',
      nextAt: new Date(),
    },
  })
  const { certificate } = await anAuthority('Shared root')
  const { certificate: rootPem } = await anAuthority('Another root')
  const lifetime = { notBefore: AT, notAfter: new Date(Date.now() + 3_600_000) }
  const authority = await db().certificateAuthority.create({
    data: { name: 'Shared', certificate, privateKey: 'sealed', stage: 'next', ...lifetime },
  })
  const root = await db().trustedRoot.create({
    data: {
      kind: 'mo',
      name: 'Shared',
      certificate,
      fingerprint: 'shared',
      subject: 'CN=Shared root',
      notAfter: lifetime.notAfter,
      createdBy: 'system',
    },
  })
  await db().seller.create({
    data: {
      name: 'Shared',
      orgNumber: '556047-3521',
      vatNumber: 'SE556047352101',
      street: 'x',
      postalCode: 'x',
      city: 'x',
      bankgiro: '160-9908',
      createdBy: 'system',
    },
  })
  const day = new Date('2026-01-01')
  const invoiceRun = await db().invoiceRun.create({
    data: { periodFrom: day, periodTo: day, issueDate: day, state: 'done', createdBy: 'system' },
  })
  return {
    invoiceRunId: invoiceRun.id,
    tariffId,
    planId: (await aSharedPlan()).id,
    firmwareId: firmware.id,
    campaignId: campaign.id,
    templateId: template.id,
    notificationRuleId: rule.id,
    webhookId: webhook.id,
    deliveryId: delivery.id,
    sharedFaultId: sharedFault.id,
    authorityId: authority.id,
    rootId: root.id,
    rootPem,
  }
}

async function* bytesOf(text: string, encoding: BufferEncoding = 'utf8') {
  yield Buffer.from(text, encoding)
}

/** Everything of a world, as one text: the same before and after means that nobody touched it. */
export async function fingerprint(world: World): Promise<string> {
  const rows = await Promise.all([
    db().site.findUnique({
      where: { id: world.siteId },
      include: { energyTerms: true, hostAgreements: { include: { statements: true } } },
    }),
    db().customer.findUnique({
      where: { id: world.customerId },
      include: {
        costCentres: true,
        vehicles: true,
        drivers: true,
        subscriptions: true,
        invoices: { include: { lines: true } },
        payments: true,
        mailings: { include: { entries: true } },
        schedules: true,
        budgets: true,
      },
    }),
    db().token.findUnique({ where: { id: world.tokenId } }),
    db().station.findUnique({
      where: { id: world.stationKey },
      include: {
        connectors: true,
        commands: true,
        sessions: true,
        faults: true,
        certificates: true,
        workOrders: { include: { entries: true } },
        payments: { include: { calls: true, events: true, refunds: true } },
      },
    }),
    db().sessionReview.findUnique({ where: { id: world.reviewId } }),
    db().pricedSession.findMany({ where: { sessionId: world.sessionId } }),
    db().offlinePolicy.findMany({ where: { siteId: world.siteId } }),
    db().user.findUnique({ where: { id: world.userId }, include: { sites: true, signIns: true } }),
  ])
  return asText(rows)
}

/** JSON of anything a door may answer, bigints included. */
export const asText = (value: unknown): string =>
  JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? String(part) : part)) ?? ''

/** Everybody who is limited to one world, by role: its site host and fleet manager, and keys held to its site. */
export function limitedActors(world: World): readonly Actor[] {
  const ofSite = (role: Role, ref: string): Actor => ({ ref, role, siteIds: [world.siteId], customerId: null })
  return [
    ofSite('site-host', `user:${world.userId}`),
    ofSite('viewer', 'key:7001'),
    ofSite('operator', 'key:7002'),
    ofSite('admin', 'key:7003'),
    { ref: `user:${world.userId}`, role: 'fleet-manager', siteIds: null, customerId: world.customerId },
  ]
}
