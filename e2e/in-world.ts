import type { Shared, World } from '../lib/access/testing/two-worlds'

/** An address of the access tables (`/sites/{id}`) filled in with what there is in a world. */
export function inWorld(address: string, world: World, shared: Shared): string {
  const ids: Readonly<Record<string, string>> = {
    sites: String(world.siteId),
    customers: String(world.customerId),
    invoices: String(world.invoiceId),
    runs: String(shared.invoiceRunId),
    stations: world.identity,
    sessions: String(world.sessionId),
    faults: String(world.faultId),
    signed: String(world.sessionId),
    tariffs: String(shared.tariffId),
    plans: String(shared.planId),
    firmware: String(shared.firmwareId),
    campaigns: String(shared.campaignId),
    templates: String(shared.templateId),
    files: String(world.stationFileId),
    field: 'sw.js',
    jobs: String(world.workOrderId),
    photos: world.workEntryId,
    uploads: '0'.repeat(64),
    setup: 'no-such-link',
    s: world.identity,
    days: world.identity,
    map: 'basemap.json',
    payments: String(world.adHocPaymentId),
    hosts: String(world.hostAgreementId),
    statements: String(world.hostStatementId),
  }
  return address
    .replace(/^\/\{\.\.\.\w+\}$/, '/no/such/page')
    .replace('{outlet}', '1-1')
    .replace('{position}', '1')
    .replace('{number}', '1')
    .replace('/statements/{id}/{format}', '/statements/{id}/csv')
    .replace('{format}', 'json')
    .replace('/faults/photos/{id}', `/faults/photos/${world.faultPhotoId}`)
    .replace('{key}', `${world.mark}-key`.padEnd(43, 'x'))
    .replace(/\/(\w+)\/\{\w+\}/, (_, subject: string) => `/${subject}/${ids[subject]}`)
    .replace(/^\{|\}$/, '')
}
