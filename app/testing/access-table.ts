import type { Act } from '@/lib/access/acts'
import type { Shared, World } from '@/lib/access/testing/two-worlds'
import { USUAL_RULES } from '@/lib/debtors/payment-rules'
import { encodeCursor } from '@/lib/kernel/cursor'

/**
 * Who may come in where, said a second time on purpose (the first time is in the code): a page, route or action whose check is
 * lost no longer agrees. REST operations have their own table beside their test.
 */

/** open: anybody. rest: the dispatcher, tried operation by operation elsewhere. monitor: this machine, or an API key. */
export const ROUTES: Readonly<Record<string, 'open' | 'rest' | 'monitor' | 'signed-in' | Act>> = {
  'DELETE /api/{...nowhere}': 'open',
  'GET /api/{...nowhere}': 'open',
  'PATCH /api/{...nowhere}': 'open',
  'POST /api/{...nowhere}': 'open',
  'PUT /api/{...nowhere}': 'open',
  'GET /api/auth/{...nextauth}': 'open',
  'POST /api/auth/{...nextauth}': 'open',
  'GET /api/export/accruals': 'ledger.read',
  'GET /api/export/faults': 'faults.read',
  'GET /api/export/hosts': 'hosts.read',
  'GET /api/export/ledger': 'ledger.read',
  'GET /api/export/margin': 'margin.read',
  'GET /api/export/vat': 'ledger.read',
  'GET /api/hosts/statements/{id}/{format}': 'hosts.read',
  'GET /api/export/revenue': 'revenue.read',
  'GET /api/export/sessions': 'sessions.read',
  'GET /api/export/stations': 'stations.read',
  'GET /api/export/messages': 'messages.read',
  'GET /api/export/signed/{id}': 'sessions.read',
  'GET /api/faults/photos/{id}': 'faults.write',
  'GET /api/field': 'field.work',
  'PUT /api/field/arrangement': 'field.work',
  'GET /api/field/jobs/{id}': 'field.work',
  'GET /api/field/photos/{id}': 'field.work',
  'POST /api/field/seen': 'field.work',
  'POST /api/field/sync': 'field.work',
  'POST /api/field/tests': 'field.work',
  'PUT /api/field/uploads/{sha256}': 'field.work',
  'GET /api/files/{id}': 'files.read',
  'GET /api/invoices/{id}/annex': 'invoices.read',
  'GET /api/invoices/{id}/reminders/{number}': 'invoices.read',
  'GET /api/invoices/{id}/{format}': 'invoices.read',
  'GET /api/my-fleet/{format}': 'customers.read',
  'POST /api/firmware': 'fleet.write',
  'GET /api/firmware/{id}': 'fleet.read',
  'GET /api/build': 'signed-in',
  'GET /api/rows/offline': 'fleet.read',
  'GET /api/rows/overview': 'overview.read',
  'GET /api/rows/stations': 'stations.read',
  'GET /api/live': 'sessions.read',
  'GET /api/live/messages': 'messages.read',
  'DELETE /api/v1/{...path}': 'rest',
  'GET /api/v1/{...path}': 'rest',
  'HEAD /api/v1/{...path}': 'rest',
  'OPTIONS /api/v1/{...path}': 'rest',
  'PATCH /api/v1/{...path}': 'rest',
  'POST /api/v1/{...path}': 'rest',
  'PUT /api/v1/{...path}': 'rest',
  'GET /api/v1/openapi.json': 'open',
  'GET /api/performance/heat': 'stations.read',
  'GET /field/{file}': 'open',
  'GET /api/subscriptions/{token}': 'open',
  'POST /api/subscriptions/{token}': 'open',
  'GET /push/worker.js': 'open',
  'POST /api/webhooks/{provider}': 'open',
  'GET /healthz': 'open',
  'GET /map/{file}': 'signed-in',
  'GET /metrics': 'monitor',
  'GET /readyz': 'open',
}

export const PAGES: Readonly<Record<string, 'open' | 'signed-in' | Act>> = {
  '/setup/{token}': 'open',
  '/s/{identity}': 'open',
  '/s/link/{token}': 'open',
  '/s/pay/{key}': 'open',
  '/s/pay/{key}/receipt': 'open',
  '/s/{identity}/pay/{outlet}': 'open',
  '/sign-in': 'open',
  '/{...nowhere}': 'signed-in',
  '/wall': 'overview.read',
  '/': 'signed-in',
  '/api-docs': 'signed-in',
  '/customers': 'customers.read',
  '/customers/{id}': 'customers.read',
  '/invoices': 'invoices.read',
  '/invoices/{id}': 'invoices.read',
  '/invoices/{id}/lines/{position}': 'invoices.read',
  '/invoices/payments': 'invoices.write',
  '/invoices/runs': 'invoices.write',
  '/invoices/runs/{id}': 'invoices.write',
  '/faults': 'faults.read',
  '/faults/{id}': 'faults.read',
  '/faults/jobs': 'field.work',
  '/faults/jobs/{id}': 'field.work',
  '/messages': 'messages.read',
  '/field': 'field.work',
  '/fleet/offline': 'fleet.read',
  '/fleet/certificates': 'certificates.read',
  '/fleet/firmware': 'fleet.read',
  '/fleet/firmware/campaigns/new': 'fleet.write',
  '/fleet/firmware/campaigns/{id}': 'fleet.read',
  '/fleet/templates': 'fleet.read',
  '/fleet/templates/{id}': 'fleet.read',
  '/payments': 'payments.read',
  '/payments/{id}': 'payments.read',
  '/revenue': 'revenue.read',
  '/revenue/accruals': 'ledger.read',
  '/revenue/hosts': 'hosts.read',
  '/revenue/hosts/{id}': 'hosts.read',
  '/revenue/hosts/statements/{id}': 'hosts.read',
  '/revenue/margin': 'margin.read',
  '/revenue/vat': 'ledger.read',
  '/performance': 'stations.read',
  '/performance/compare': 'stations.read',
  '/performance/days': 'stations.read',
  '/performance/days/{id}': 'stations.read',
  '/performance/exclusions': 'stations.read',
  '/performance/faults': 'faults.read',
  '/plans': 'tariffs.read',
  '/plans/{id}': 'tariffs.read',
  '/sessions': 'sessions.read',
  '/sessions/{id}': 'sessions.read',
  '/sessions/{id}/receipt': 'sessions.read',
  '/settings': 'account.write',
  '/settings/api-keys': 'api-keys.read',
  '/settings/audit': 'audit.read',
  '/settings/notifications': 'notifications.write',
  '/settings/notifications/deliveries': 'notifications.write',
  '/settings/notifications/webhooks': 'notifications.write',
  '/settings/payments': 'payment-providers.write',
  '/settings/mailings': 'mailings.write',
  '/my-fleet': 'customers.read',
  '/my-fleet/budgets': 'customers.read',
  '/my-fleet/mail': 'mailings.read',
  '/my-fleet/register': 'customers.read',
  '/settings/recovery': 'fault-rules.write',
  '/settings/rules': 'fault-rules.write',
  '/settings/seller': 'seller.write',
  '/settings/users': 'users.read',
  '/sites': 'sites.read',
  '/sites/{id}': 'sites.read',
  '/stations': 'stations.read',
  '/stations/{id}': 'stations.read',
  '/tariffs': 'tariffs.read',
  '/tariffs/new': 'tariffs.write',
  '/tariffs/{id}': 'tariffs.read',
  '/tariffs/{id}/edit': 'tariffs.write',
  '/tokens': 'tokens.read',
}

export interface ActionRule {
  readonly act: Act | 'open'
  /** What the action is called with: valid, and reaching for something of another world's. */
  readonly input: (theirs: World, shared: Shared) => unknown
}

/** A public key of a published test record. */
const METER_KEY =
  '3059301306072A8648CE3D020106082A8648CE3D030107034200043AEEB45C392357820A58FDFB0857BD77ADA31585C61C430531DFA53B440AFBFDD95AC887C658EA55260F808F55CA948DF235C2108A0D6DC7D4AB1A5E1A7955BE'
const FIRST_READING = encodeCursor(new Date(0).toISOString(), '1')
const NEWEST_SESSION = encodeCursor(new Date('2100-01-01').toISOString(), '1')
const tariff = { name: 'Changed', pricePerKwh: '9.00' }
const byTariff = (_theirs: World, { tariffId }: Shared) => ({ id: String(tariffId) })
const rule = (act: ActionRule['act'], input: ActionRule['input'] = () => ({})): ActionRule => ({ act, input })

const settings = 'app/(console)/settings'
const sessions = 'app/(console)/sessions/actions.ts'
const payments = 'app/(console)/payments/actions.ts'
const byPayment = ({ adHocPaymentId }: World) => ({ id: String(adHocPaymentId) })
const myFleet = 'app/(console)/my-fleet/actions.ts'
const mailings = `${settings}/mailings/actions.ts`
const byMailing = ({ mailingId }: World) => ({ id: String(mailingId) })
const tariffs = 'app/(console)/tariffs/actions.ts'
const plans = 'app/(console)/plans/actions.ts'
const planForm = {
  currency: 'SEK',
  pricesIncludeVat: true,
  vatPercent: '25',
  monthlyFee: '1',
  includedKwh: '',
  energyPrice: '',
  discountPercent: '',
  discountOn: [],
  freeChargingMinutes: '',
  freeIdleMinutes: '',
  sessionCap: '',
  monthCap: '',
  note: '',
}
const FAR_OFF = '2100-01-01'
const stations = 'app/(console)/stations/actions.ts'
const sites = 'app/(console)/sites/actions.ts'
const customers = 'app/(console)/customers/actions.ts'
const tokens = 'app/(console)/tokens/actions.ts'
const invoices = 'app/(console)/invoices/actions.ts'
const hosts = 'app/(console)/revenue/hosts/actions.ts'
const margin = 'app/(console)/revenue/margin/actions.ts'
const byInvoice = ({ invoiceId }: World) => ({ id: String(invoiceId) })
const byRun = (_theirs: World, { invoiceRunId }: Shared) => ({ id: String(invoiceRunId) })
const invoiceRun = ({ customerId }: World) => ({
  periodFrom: '2026-01-01',
  periodTo: '2026-01-31',
  issueDate: '2026-02-01',
  customerId: String(customerId),
})
const firmware = 'app/(console)/fleet/firmware/actions.ts'
const certificates = 'app/(console)/fleet/certificates/actions.ts'
const byFirmware = (_theirs: World, { firmwareId }: Shared) => ({ id: String(firmwareId) })
const byToken = ({ tokenId }: World) => ({ id: String(tokenId) })
const byStation = ({ identity }: World) => ({ id: identity })
const devices = 'app/(console)/stations/[id]/device-actions.ts'
const dispatch = 'app/(console)/faults/[id]/dispatch-actions.ts'
const byWorkOrder = ({ workOrderId }: World) => ({ id: String(workOrderId) })
const templates = 'app/(console)/fleet/templates/actions.ts'
const template = { name: 'Changed', values: [{ key: 'A', value: '1' }] }
const faults = 'app/(console)/faults/actions.ts'
const byFault =
  (more: object) =>
  ({ faultId }: World) => ({ ids: [String(faultId)], ...more })
const byTemplate = (_theirs: World, { templateId }: Shared) => ({ id: String(templateId) })

const rules = `${settings}/rules/actions.ts`
const placedRule = ({ siteId }: World) => ({
  siteId: String(siteId),
  rule: 'faulted',
  isEnabled: false,
  thresholds: {},
})
const notifications = `${settings}/notifications/actions.ts`
const notificationRule = { name: 'x', filter: { notices: ['opened'] }, recipients: { emails: ['x@example.com'] } }
const webhook = { name: 'x', url: 'https://example.com' }

export const ACTIONS: Readonly<Record<string, ActionRule>> = {
  'app/(auth)/setup/[token]/actions.ts#finishSetup': rule('open'),
  'app/(public)/s/pay-actions.ts#answerBankAction': rule('open', () => ({ key: 'nobody-has-this', isApproved: true })),
  'app/(public)/s/pay-actions.ts#beginPaymentAction': rule('open', () => ({
    station: 'NOWHERE-STATION',
    evse: 1,
    connector: 1,
    kind: 'sandbox',
    tariffVersionId: '1',
    language: 'sv',
  })),
  'app/(public)/s/pay-actions.ts#giveUpAction': rule('open', () => ({ key: 'nobody-has-this' })),
  'app/(public)/s/pay-actions.ts#payDebtAction': rule('open', () => ({ key: 'nobody-has-this' })),
  'app/(public)/s/pay-actions.ts#mailReceiptAction': rule('open', () => ({
    key: 'nobody-has-this',
    email: 'x@example.com',
  })),
  'app/(public)/s/pay-actions.ts#stopAction': rule('open', () => ({ key: 'nobody-has-this' })),
  'app/(public)/s/actions.ts#confirmSubscriptionAction': rule('open', () => 'nobody-has-this'),
  'app/(public)/s/actions.ts#endSubscriptionAction': rule('open', () => 'nobody-has-this'),
  'app/(public)/s/actions.ts#subscribeAction': rule('open', () => ({
    station: 'NOWHERE-STATION',
    locale: 'sv',
    to: { channel: 'email', email: 'x@example.com' },
  })),
  'app/search-everything.ts#searchEverything': rule('open', ({ mark }) => mark),
  'app/set-language.ts#setLanguage': rule('open', () => 'sv'),
  'app/sign-out.ts#signOut': rule('open'),
  [`${sessions}#moreReadingsAction`]: rule('sessions.read', ({ sessionId }) => ({
    sessionId: String(sessionId),
    cursor: FIRST_READING,
  })),
  [`${sessions}#moreSessionsAction`]: rule('sessions.read', () => ({ filter: {}, cursor: NEWEST_SESSION })),
  [`${sessions}#resolveReviewAction`]: rule('sessions.review', ({ reviewId }) => ({
    kind: 'accept',
    reviewId: String(reviewId),
    reason: 'x',
  })),
  [`${settings}/actions.ts#changePassword`]: rule('account.write', () => ({
    current: 'wrong',
    password: 'also-wrong',
  })),
  [`${settings}/actions.ts#endSignIn`]: rule('account.write', () => ({ id: 'somebody-elses' })),
  [`${settings}/api-keys/actions.ts#create`]: rule('api-keys.write', ({ siteId }) => ({
    name: 'x',
    scope: 'admin',
    siteIds: [String(siteId)],
  })),
  [`${settings}/api-keys/actions.ts#revoke`]: rule('api-keys.write', () => ({ id: '1' })),
  'app/(console)/own-notices.ts#hasPushAction': rule('account.write', () => ({ endpoint: 'https://push.example/x' })),
  'app/(console)/own-notices.ts#markNoticesReadAction': rule('account.write', () => ({ id: null })),
  'app/(console)/own-notices.ts#readOwnNotices': rule('account.write'),
  'app/(console)/own-notices.ts#removePushAction': rule('account.write', () => ({
    endpoint: 'https://push.example/x',
  })),
  'app/(console)/own-notices.ts#savePushAction': rule('account.write', () => ({
    endpoint: 'https://push.example/x',
    keys: { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) },
  })),
  'app/(console)/maintenance-actions.ts#beginMaintenanceAction': rule('faults.write', ({ identity }) => ({
    stationId: identity,
    reason: 'x',
  })),
  'app/(console)/maintenance-actions.ts#endMaintenanceAction': rule('faults.write', ({ maintenanceId }) => ({
    id: String(maintenanceId),
  })),
  'app/(console)/faults/[id]/recovery-actions.ts#runPlaybookAction': rule('faults.write', ({ faultId }) => ({
    id: String(faultId),
  })),
  'app/(console)/faults/[id]/recovery-actions.ts#stopPlaybookAction': rule('faults.write', ({ faultId }) => ({
    id: String(faultId),
  })),
  'app/(console)/settings/recovery/actions.ts#setRecoveryPolicyAction': rule('fault-rules.write', ({ siteId }) => ({
    mode: 'dry-run',
    maxTries: 2,
    quietHours: null,
    playbooksOff: [],
    siteId: String(siteId),
  })),
  'app/(console)/settings/recovery/actions.ts#resetRecoveryPolicyAction': rule('fault-rules.write', ({ siteId }) => ({
    siteId: String(siteId),
  })),
  [`${rules}#previewRuleAction`]: rule('fault-rules.write', placedRule),
  [`${rules}#resetRuleAction`]: rule('fault-rules.write', placedRule),
  [`${rules}#setRuleAction`]: rule('fault-rules.write', placedRule),
  [`${notifications}#createRuleAction`]: rule('notifications.write', () => ({ rule: notificationRule })),
  [`${notifications}#createWebhookAction`]: rule('notifications.write', () => ({ webhook })),
  [`${notifications}#deleteRuleAction`]: rule('notifications.write', () => ({ id: '987654321' })),
  [`${notifications}#deleteWebhookAction`]: rule('notifications.write', () => ({ id: '987654321' })),
  [`${notifications}#editRuleAction`]: rule('notifications.write', () => ({ id: '987654321', rule: notificationRule })),
  [`${notifications}#editWebhookAction`]: rule('notifications.write', () => ({ id: '987654321', webhook })),
  [`${notifications}#readDeliveryAction`]: rule('notifications.write', () => ({ id: '987654321' })),
  [`${notifications}#renewWebhookSecretAction`]: rule('notifications.write', () => ({ id: '987654321' })),
  [`${notifications}#retryDeadDeliveriesAction`]: rule('notifications.write', () => ({ channel: 'email' })),
  [`${notifications}#retryDeliveryAction`]: rule('notifications.write', () => ({ id: '987654321' })),
  [`${notifications}#sendTestAction`]: rule('notifications.write', () => ({
    to: { channel: 'email', email: 'x@example.com' },
  })),
  [`${payments}#acceptPriceAction`]: rule('payments.write', byPayment),
  [`${payments}#letGoAction`]: rule('payments.write', (theirs) => ({ ...byPayment(theirs), reason: 'x' })),
  [`${payments}#refundAction`]: rule('payments.write', (theirs) => ({
    ...byPayment(theirs),
    amount: '1',
    reason: 'x',
  })),
  [`${payments}#retryAction`]: rule('payments.write', byPayment),
  [`${payments}#startOnInvoiceAction`]: rule('payments.write', ({ customerId, identity }) => ({
    customerId: String(customerId),
    station: identity,
    evse: 1,
  })),
  [`${settings}/payments/actions.ts#saveRulesAction`]: rule('payment-providers.write', () => USUAL_RULES),
  [`${settings}/payments/actions.ts#setPaymentFirstAction`]: rule('payment-providers.write', ({ siteId }) => ({
    id: String(siteId),
    of: 'site',
    asksPaymentFirst: false,
  })),
  [`${settings}/payments/actions.ts#saveProviderAction`]: rule('payment-providers.write', () => ({
    provider: { kind: 'sandbox', isEnabled: true, cap: '500' },
  })),
  [`${settings}/payments/actions.ts#testProviderAction`]: rule('payment-providers.write', () => ({ kind: 'sandbox' })),
  [`${settings}/users/actions.ts#edit`]: rule('users.write', ({ userId }) => ({
    id: String(userId),
    name: 'Changed',
    role: 'admin',
    active: true,
  })),
  [`${settings}/users/actions.ts#endSignIns`]: rule('users.write', ({ userId }) => ({ id: String(userId) })),
  [`${settings}/users/actions.ts#invite`]: rule('users.write', () => ({ email: 'new@example.com', role: 'admin' })),
  [`${settings}/users/actions.ts#reset`]: rule('users.write', ({ userId }) => ({ id: String(userId) })),
  [`${plans}#createPlanAction`]: rule('tariffs.write', () => ({ ...planForm, name: 'New' })),
  [`${plans}#savePlanVersionAction`]: rule('tariffs.write', (_theirs, { planId }) => ({
    id: String(planId),
    basedOn: 1,
    version: { ...planForm, effectiveFrom: FAR_OFF },
  })),
  [`${plans}#archivePlanAction`]: rule('tariffs.write', (_theirs, { planId }) => ({
    id: String(planId),
    archived: true,
  })),
  [`${plans}#givePlanAction`]: rule('customers.write', ({ customerId }, { planId }) => ({
    planId: String(planId),
    customerId: String(customerId),
    fromDay: FAR_OFF,
  })),
  [`${plans}#changePlanAction`]: rule('customers.write', ({ subscriptionId }, { planId }) => ({
    id: String(subscriptionId),
    change: { planId: String(planId), fromDay: FAR_OFF },
  })),
  [`${plans}#endSubscriptionAction`]: rule('customers.write', ({ subscriptionId }) => ({
    id: String(subscriptionId),
    end: { untilDay: FAR_OFF },
  })),
  [`${tariffs}#archiveTariffAction`]: rule('tariffs.write', byTariff),
  [`${tariffs}#assignTariffAction`]: rule('tariffs.write', ({ siteId }, { tariffId }) => ({
    place: { kind: 'site', siteId: String(siteId) },
    tariffId: String(tariffId),
  })),
  [`${tariffs}#createTariffAction`]: rule('tariffs.write', () => ({ tariff, isDefault: true })),
  [`${tariffs}#editTariffAction`]: rule('tariffs.write', (_theirs, { tariffId }) => ({
    id: String(tariffId),
    basedOn: 1,
    tariff,
  })),
  [`${tariffs}#compareTariffAction`]: rule('tariffs.read', (_theirs, { tariffId }) => ({
    tariffId: String(tariffId),
    tariff,
    days: 30,
  })),
  [`${tariffs}#quoteTariffAction`]: rule('tariffs.read', () => ({
    tariff,
    arriveAt: '$D1970-01-01T00:00:00.000Z', // a time as React sends it
    kwh: 10,
    chargingMinutes: 60,
    idleMinutes: 0,
  })),
  [`${tariffs}#rollBackTariffAction`]: rule('tariffs.write', (_theirs, { tariffId }) => ({
    id: String(tariffId),
    number: 1,
    effectiveFrom: null,
    note: '',
  })),
  [`${tariffs}#previewTariffAction`]: rule('tariffs.read', ({ sessionId }) => ({
    sessionId: String(sessionId),
    tariff,
  })),
  [`${tariffs}#restoreTariffAction`]: rule('tariffs.write', byTariff),
  [`${tariffs}#tellStationsAction`]: rule('tariffs.write', byTariff),
  [`${tariffs}#setDefaultTariffAction`]: rule('tariffs.write', byTariff),
  [`${customers}#createCustomerAction`]: rule('customers.write', () => ({ name: 'New' })),
  [`${customers}#editCustomerAction`]: rule('customers.write', ({ customerId }) => ({
    id: String(customerId),
    customer: { name: 'Changed' },
  })),
  [`${customers}#keepCostCentreAction`]: rule('own-fleet.write', ({ customerId, costCentreId }) => ({
    customerId: String(customerId),
    id: String(costCentreId),
    values: { code: 'Changed' },
  })),
  [`${customers}#keepDriverAction`]: rule('own-fleet.write', ({ customerId, driverId }) => ({
    customerId: String(customerId),
    id: String(driverId),
    values: { name: 'Changed' },
  })),
  [`${customers}#setCreditAction`]: rule('customers.write', ({ customerId }) => ({
    id: String(customerId),
    paysByInvoice: true,
    creditLimit: '',
    isNeverBlocked: false,
  })),
  [`${customers}#keepVehicleAction`]: rule('own-fleet.write', ({ customerId, vehicleId }) => ({
    customerId: String(customerId),
    id: String(vehicleId),
    values: { plate: 'Changed' },
  })),
  [`${mailings}#bounceMailingAction`]: rule('mailings.write', ({ mailingId }) => ({
    id: String(mailingId),
    reason: 'x',
  })),
  [`${mailings}#cancelMailingAction`]: rule('mailings.write', byMailing),
  [`${mailings}#mailInvoiceAction`]: rule('mailings.write', ({ invoiceId }) => ({ id: String(invoiceId) })),
  [`${mailings}#readMailingAction`]: rule('mailings.read', byMailing),
  [`${mailings}#resendMailingAction`]: rule('mailings.write', byMailing),
  [`${mailings}#retryDeadMailingsAction`]: rule('mailings.write'),
  [`${myFleet}#assignCardAction`]: rule('own-fleet.write', ({ tokenId }) => ({
    id: String(tokenId),
    values: { name: 'Changed' },
  })),
  [`${myFleet}#blockCardAction`]: rule('own-fleet.write', ({ tokenId }) => ({ id: String(tokenId) })),
  [`${myFleet}#unblockCardAction`]: rule('own-fleet.write', ({ tokenId }) => ({ id: String(tokenId) })),
  [`${myFleet}#deleteScheduleAction`]: rule('own-fleet.write', ({ mailScheduleId }) => ({
    id: String(mailScheduleId),
  })),
  [`${myFleet}#keepBudgetAction`]: rule('own-fleet.write', ({ customerId, budgetId }) => ({
    customerId: String(customerId),
    id: String(budgetId),
    values: { amount: '1' },
  })),
  [`${myFleet}#keepScheduleAction`]: rule('own-fleet.write', ({ customerId, mailScheduleId }) => ({
    id: String(mailScheduleId),
    values: { kind: 'fleet-month', customerId: String(customerId), to: 'x@example.com' },
  })),
  [`${invoices}#cancelDraftAction`]: rule('invoices.write', byInvoice),
  [`${invoices}#creditInvoiceAction`]: rule('invoices.write', ({ invoiceId }) => ({
    id: String(invoiceId),
    credit: { positions: null, reason: 'x', invoicesAgain: false },
  })),
  [`${invoices}#importBankFileAction`]: rule('invoices.write', () => ({ base64: 'eA==' })),
  [`${invoices}#matchPaymentAction`]: rule('invoices.write', ({ paymentId, mark }) => ({
    id: String(paymentId),
    number: `${mark}-1`,
  })),
  [`${invoices}#issueInvoiceAction`]: rule('invoices.write', byInvoice),
  [`${invoices}#moreInvoicesAction`]: rule('invoices.read', ({ customerId }) => ({
    filter: { customer: String(customerId) },
    cursor: encodeCursor('999999999'),
  })),
  [`${invoices}#moreLinesAction`]: rule('invoices.read', ({ invoiceId }) => ({
    filter: { id: String(invoiceId) },
    cursor: encodeCursor('0'),
  })),
  [`${invoices}#previewRunAction`]: rule('invoices.write', invoiceRun),
  [`${invoices}#recordPaymentAction`]: rule('invoices.write', ({ invoiceId }) => ({
    receivedOn: '2026-01-01',
    amount: '1',
    invoiceId: String(invoiceId),
  })),
  [`${invoices}#recordRefundAction`]: rule('invoices.write', ({ paymentId }) => ({
    paymentId: String(paymentId),
    amount: '1',
    paidOn: '2026-01-01',
  })),
  [`${invoices}#remindInvoiceAction`]: rule('invoices.write', byInvoice),
  [`${invoices}#resumeRunAction`]: rule('invoices.write', byRun),
  [`${invoices}#startRunAction`]: rule('invoices.write', invoiceRun),
  [`${invoices}#stopRunAction`]: rule('invoices.write', byRun),
  [`${invoices}#settleByCreditAction`]: rule('invoices.write', ({ paymentId, invoiceId }) => ({
    of: 'payment',
    id: String(paymentId),
    invoiceId: String(invoiceId),
  })),
  [`${settings}/seller/actions.ts#setSellerAction`]: rule('seller.write', () => ({
    seller: {
      name: 'Changed',
      orgNumber: '556047-3521',
      vatNumber: 'SE556047352101',
      street: 'x',
      postalCode: 'x',
      city: 'x',
      bankgiro: '160-9908',
    },
  })),
  'app/(console)/fleet/offline/actions.ts#removeOfflinePolicyAction': rule('fleet.write', ({ siteId }) => ({
    siteId: String(siteId),
  })),
  'app/(console)/fleet/offline/actions.ts#setOfflinePolicyAction': rule('fleet.write', ({ siteId }) => ({
    siteId: String(siteId),
    localList: true,
  })),
  [`${sites}#createSiteAction`]: rule('sites.write', () => ({ name: 'New' })),
  [`${sites}#editSiteAction`]: rule('sites.write', ({ siteId }) => ({ id: String(siteId), site: { name: 'Changed' } })),
  'app/(console)/messages/actions.ts#moreMessages': rule('messages.read', ({ identity }) => ({
    cursor: null,
    query: { station: identity },
  })),
  'app/(console)/messages/actions.ts#readMessage': rule('messages.read', ({ identity, mark, messageAt }) => ({
    station: identity,
    at: messageAt.toISOString(),
    direction: 'in',
    messageId: mark,
    id: null,
  })),
  'app/(console)/stations/[id]/meter-key-actions.ts#addMeterKeyAction': rule('stations.write', ({ identity }) => ({
    id: identity,
    evse: 1,
    publicKey: METER_KEY,
  })),
  'app/(console)/stations/[id]/meter-key-actions.ts#removeMeterKeyAction': rule('stations.write', ({ identity }) => ({
    id: identity,
    key: '1',
  })),
  'app/(console)/stations/[id]/actions.ts#moreStory': rule('stations.read', ({ identity }) => ({
    id: identity,
    cursor: null,
  })),
  'app/(console)/performance/exclusions/actions.ts#excludeTimeAction': rule('fault-rules.write', ({ siteId }) => ({
    siteId: String(siteId),
    fromAt: '2026-01-01T00:00:00.000Z',
    untilAt: '2026-01-02T00:00:00.000Z',
    reason: 'grid',
    note: 'x',
  })),
  'app/(console)/performance/exclusions/actions.ts#revokeExclusionAction': rule(
    'fault-rules.write',
    ({ exclusionId }) => ({
      id: String(exclusionId),
    }),
  ),
  'app/(console)/faults/jobs/actions.ts#moreJobsAction': rule('field.work', () => ({
    filter: {},
    cursor: encodeCursor('999999999'),
  })),
  [`${faults}#acknowledgeAction`]: rule('faults.write', byFault({})),
  [`${faults}#assignAction`]: rule('faults.write', byFault({ assigneeId: null })),
  [`${faults}#closeAction`]: rule('faults.write', byFault({ reason: 'repaired', note: '' })),
  [`${faults}#addPhotoAction`]: rule('faults.write', ({ faultId }) => ({
    id: String(faultId),
    sha256: '0'.repeat(64),
    width: 1,
    height: 1,
    caption: '',
  })),
  [`${faults}#commentAction`]: rule('faults.write', byFault({ text: 'x', mentions: [] })),
  [`${faults}#deleteViewAction`]: rule('account.write', () => ({ id: '1' })),
  [`${faults}#mergeAction`]: rule('faults.write', ({ faultId }, { sharedFaultId }) => ({
    ids: [String(faultId)],
    intoId: String(sharedFaultId),
  })),
  [`${faults}#moreFaultsAction`]: rule('faults.read', () => ({ filter: {}, cursor: encodeCursor('999999999') })),
  [`${faults}#promiseAction`]: rule('faults.write', byFault({ dueAt: '2999-01-01T00:00:00.000Z', note: '' })),
  [`${faults}#saveViewAction`]: rule('account.write', () => ({
    place: 'faults',
    name: 'x',
    view: {},
    isShared: false,
  })),
  [`${faults}#setDueAction`]: rule('faults.write', byFault({ dueAt: null })),
  [`${faults}#setStageAction`]: rule('faults.write', byFault({ stage: 'verify' })),
  [`${faults}#splitAction`]: rule('faults.write', ({ faultId }) => ({ id: String(faultId) })),
  [`${faults}#withdrawPromiseAction`]: rule('faults.write', byFault({})),
  [`${devices}#commandDetails`]: rule('stations.command', ({ commandId }) => ({ id: String(commandId) })),
  [`${devices}#repairStationAction`]: rule('stations.command', byStation),
  [`${devices}#valueHistory`]: rule('stations.command', ({ identity, valueId }) => ({
    id: identity,
    valueId: String(valueId),
  })),
  [`${dispatch}#cancelWorkOrderAction`]: rule('faults.write', byWorkOrder),
  [`${dispatch}#changeWorkOrderAction`]: rule('faults.write', ({ workOrderId }) => ({
    id: String(workOrderId),
    change: { title: 'Changed' },
  })),
  [`${dispatch}#createWorkOrderAction`]: rule('faults.write', ({ identity }) => ({
    stationId: identity,
    title: 'New',
  })),
  [`${dispatch}#seeConflictsAction`]: rule('field.work', byWorkOrder),
  [`${templates}#archiveTemplateAction`]: rule('fleet.write', (_theirs, { templateId }) => ({
    id: String(templateId),
    archived: true,
  })),
  [`${templates}#createTemplateAction`]: rule('fleet.write', () => template),
  [`${templates}#editTemplateAction`]: rule('fleet.write', (_theirs, { templateId }) => ({
    id: String(templateId),
    template,
  })),
  [`${templates}#moreDriftedStations`]: rule('fleet.read', (_theirs, { templateId }) => ({
    filter: { id: String(templateId) },
    cursor: 'WyIiXQ',
  })),
  [`${templates}#readTemplateAction`]: rule('fleet.read', byTemplate),
  [`${templates}#repairTemplateAction`]: rule('fleet.read', byTemplate),
  [`${stations}#accept`]: rule('stations.write', byStation),
  [`${stations}#addStation`]: rule('stations.write', ({ siteId }) => ({ identity: 'NEW-ONE', siteId: String(siteId) })),
  [`${stations}#command`]: rule('stations.command', ({ identity }) => ({
    id: identity,
    command: { type: 'reset', kind: 'soft' },
  })),
  [`${stations}#edit`]: rule('stations.write', ({ identity }) => ({ id: identity, change: { name: 'Changed' } })),
  [`${stations}#editOutlet`]: rule('stations.write', ({ identity }) => ({
    id: identity,
    evse: 1,
    connector: 1,
    change: { type: 'schuko' },
  })),
  [`${stations}#reject`]: rule('stations.write', byStation),
  [`${stations}#setPassword`]: rule('stations.write', byStation),
  [`${certificates}#activateAuthorityAction`]: rule('certificates.write', (_theirs, { authorityId }) => ({
    id: String(authorityId),
  })),
  [`${certificates}#addRootAction`]: rule('certificates.write', (_theirs, { rootPem }) => ({
    kind: 'mo',
    certificate: rootPem,
  })),
  [`${certificates}#discardAuthorityAction`]: rule('certificates.write', (_theirs, { authorityId }) => ({
    id: String(authorityId),
  })),
  [`${certificates}#prepareAuthorityAction`]: rule('certificates.write', () => ({ name: 'New' })),
  [`${certificates}#retireRootAction`]: rule('certificates.write', (_theirs, { rootId }) => ({ id: String(rootId) })),
  [`${certificates}#revokeCertificateAction`]: rule('certificates.write', ({ certificateId }) => ({
    id: String(certificateId),
  })),
  [`${firmware}#archiveFirmwareAction`]: rule('fleet.write', byFirmware),
  [`${firmware}#chooseStationsAction`]: rule('fleet.read', ({ identity }) => ({ identities: [identity] })),
  [`${firmware}#createCampaignAction`]: rule('fleet.write', ({ identity }, { firmwareId }) => ({
    name: 'New',
    firmwareId: String(firmwareId),
    waveSize: 1,
    stopAfterFailures: 1,
    stations: { identities: [identity] },
  })),
  [`${firmware}#editFirmwareAction`]: rule('fleet.write', (_theirs, { firmwareId }) => ({
    id: String(firmwareId),
    change: { note: 'Changed' },
  })),
  [`${firmware}#restoreFirmwareAction`]: rule('fleet.write', byFirmware),
  [`${firmware}#moreCampaignStations`]: rule('fleet.read', (_theirs, { campaignId }) => ({
    filter: { id: String(campaignId) },
    cursor: 'WyIwIiwiIl0',
  })),
  [`${firmware}#steerCampaignAction`]: rule('fleet.write', (_theirs, { campaignId }) => ({
    id: String(campaignId),
    steer: 'start',
  })),
  [`${hosts}#createAgreementAction`]: rule('hosts.write', ({ siteId }) => ({
    siteId: String(siteId),
    name: 'x',
    percent: '1',
    validFrom: '2010-01-01',
    validTo: '2010-12-31',
  })),
  [`${hosts}#editAgreementAction`]: rule('hosts.write', ({ hostAgreementId }) => ({
    id: String(hostAgreementId),
    host: { name: 'Changed' },
  })),
  [`${hosts}#issueStatementAction`]: rule('hosts.write', ({ hostAgreementId }) => ({
    id: String(hostAgreementId),
    month: '2020-02',
  })),
  [`${hosts}#markPaidAction`]: rule('hosts.write', ({ hostStatementId }) => ({
    id: String(hostStatementId),
    paid: { paidOn: '2020-02-01' },
  })),
  [`${margin}#setProviderFeeAction`]: rule('margin.write', () => ({
    kind: 'swish',
    validFrom: '2026-01-01',
    percent: '1',
    fixed: '1',
  })),
  [`${sites}#removeEnergyTermsAction`]: rule('margin.write', ({ siteId }) => ({
    id: String(siteId),
    validFrom: '2020-01-01',
  })),
  [`${sites}#setEnergyTermsAction`]: rule('margin.write', ({ siteId }) => ({
    id: String(siteId),
    terms: { validFrom: '2020-01-01', energyPrice: '1', gridFee: '1' },
  })),
  [`${tokens}#blockTokenAction`]: rule('tokens.write', byToken),
  [`${tokens}#createTokenAction`]: rule('tokens.write', () => ({ value: 'NEWCARD' })),
  [`${tokens}#deleteTokenAction`]: rule('tokens.write', byToken),
  [`${tokens}#editTokenAction`]: rule('tokens.write', ({ tokenId }) => ({
    id: String(tokenId),
    token: { name: 'Changed' },
  })),
  [`${tokens}#importTokensAction`]: rule('tokens.write', () => ({ list: 'NEWCARD2;x' })),
  [`${tokens}#unblockTokenAction`]: rule('tokens.write', byToken),
}

/** Actions inside other functions, and the listed one that each passes everything on to. */
export const HIDDEN_ACTIONS: Readonly<Record<string, string>> = {
  '(console)/sites/[id]/page.tsx': `${sites}#editSiteAction`,
  '(console)/tariffs/[id]/edit/page.tsx': `${tariffs}#editTariffAction`,
  '(console)/plans/[id]/page.tsx': `${plans}#savePlanVersionAction`,
}
