import type { Act } from '../acts'
import { MESSAGE_AT, type Shared, type World } from './two-worlds'

/**
 * Who may open which door, said a second time on purpose: a door whose `requireAct` is lost, or asks for less, no longer agrees
 * with this table. `aim` gives the arguments (after the actor) that reach for something of another world's.
 */
export interface DoorRule {
  readonly act: Act
  readonly aim: (theirs: World, shared: Shared) => readonly unknown[]
}

const nothing = (): readonly unknown[] => []
const rule = (act: Act, aim: DoorRule['aim'] = nothing): DoorRule => ({ act, aim })

const site = ({ siteId }: World) => [siteId]
const station = ({ identity }: World) => [identity]
const session = ({ sessionId }: World) => [sessionId]
const token = ({ tokenId }: World) => [tokenId]
const customer = ({ customerId }: World) => [customerId]
const user = ({ userId }: World) => [userId]
const prices = { name: 'Changed', pricePerKwh: '9.00' }
const siteInput = { name: 'Changed' }

/** A public key of a published test record. */
const METER_KEY =
  '3059301306072A8648CE3D020106082A8648CE3D030107034200043AEEB45C392357820A58FDFB0857BD77ADA31585C61C430531DFA53B440AFBFDD95AC887C658EA55260F808F55CA948DF235C2108A0D6DC7D4AB1A5E1A7955BE'

export const DOORS: Readonly<Record<string, DoorRule>> = {
  'api-keys/mutations#createApiKey': rule('api-keys.write', ({ siteId }) => [
    { name: 'x', scope: 'read', siteIds: [siteId] },
  ]),
  'api-keys/mutations#revokeApiKey': rule('api-keys.write', () => [1n]),
  'api-keys/queries#listApiKeys': rule('api-keys.read'),
  'audit/queries#listAudit': rule('audit.read'),
  'audit/queries#listAuditActs': rule('audit.read'),
  'commands/mutations/request-command#requestCommand': rule('stations.command', ({ identity }) => [
    identity,
    { type: 'reset', kind: 'soft' },
  ]),
  'commands/queries#getCommand': rule('stations.command', ({ commandId }) => [commandId]),
  'commands/queries#listCommands': rule('stations.command', ({ identity }) => [{ stationId: identity }]),
  'commands/queries#listCommandReports': rule('stations.command', ({ commandId }) => [commandId]),
  'customers/mutations#createCustomer': rule('customers.write', () => [{ name: 'x' }]),
  'customers/mutations#editCustomer': rule('customers.write', ({ customerId }) => [customerId, { name: 'Changed' }]),
  'customers/queries#getCustomer': rule('customers.read', customer),
  'customers/queries#listCustomers': rule('customers.read', () => [{ since: new Date(0) }]),
  'configuration/queries/list-changes#listConfigurationChanges': rule('stations.command', ({ identity, valueId }) => [
    identity,
    valueId,
  ]),
  'configuration/queries/list-configuration#listConfiguration': rule('stations.command', station),
  'faults/mutations/close-fault#closeFault': rule('stations.command', ({ faultId }) => [faultId]),
  'faults/queries/list-faults#listFaults': rule('stations.read', ({ identity }) => [{ stationId: identity }]),
  'faults/queries/list-live-faults#listLiveFaults': rule('stations.read'),
  'files/queries/list-station-files#getStationFile': rule('files.read', ({ stationFileId }) => [stationFileId]),
  'files/queries/list-station-files#listStationFiles': rule('files.read', station),
  'firmware/mutations/add-firmware#addFirmware': rule('fleet.write', () => [
    { vendor: 'x', version: 'x', fileName: 'x' },
    [Buffer.from('x')],
  ]),
  'firmware/mutations/create-campaign#createCampaign': rule('fleet.write', ({ identity }, { firmwareId }) => [
    { name: 'x', firmwareId, waveSize: 1, stopAfterFailures: 1, stations: { identities: [identity] } },
  ]),
  'firmware/mutations/edit-firmware#archiveFirmware': rule('fleet.write', (_theirs, { firmwareId }) => [firmwareId]),
  'firmware/mutations/edit-firmware#editFirmware': rule('fleet.write', (_theirs, { firmwareId }) => [
    firmwareId,
    { note: 'x' },
  ]),
  'firmware/mutations/edit-firmware#restoreFirmware': rule('fleet.write', (_theirs, { firmwareId }) => [firmwareId]),
  'firmware/mutations/steer-campaign#steerCampaign': rule('fleet.write', (_theirs, { campaignId }) => [
    campaignId,
    'start',
  ]),
  'firmware/queries/chosen-stations#chosenStations': rule('fleet.read', ({ identity }) => [{ identities: [identity] }]),
  'firmware/queries/list-campaigns#getCampaign': rule('fleet.read', (_theirs, { campaignId }) => [campaignId]),
  'firmware/queries/list-campaigns#listCampaigns': rule('fleet.read'),
  'firmware/queries/list-firmware#getFirmware': rule('fleet.read', (_theirs, { firmwareId }) => [firmwareId]),
  'firmware/queries/list-firmware#listFirmware': rule('fleet.read'),
  'firmware/queries/list-updates#listUpdates': rule('fleet.read', station),
  'health/queries#getNetworkFigures': rule('overview.read', () => ['Europe/Stockholm']),
  'live/queries#listLiveCommands': rule('stations.read'),
  'live/queries#listLiveState': rule('sessions.read'),
  'messages/queries/find-session-trace#findSessionTrace': rule('messages.read', session),
  'messages/queries/get-message#getMessage': rule('messages.read', ({ identity, mark }) => [
    { station: identity, at: MESSAGE_AT, direction: 'in', messageId: mark },
  ]),
  'messages/queries/list-message-actions#listMessageActions': rule('messages.read', station),
  'messages/queries/list-messages#listMessages': rule('messages.read', ({ identity }) => [{ station: identity }]),
  'monitors/queries/list-monitors#listMonitors': rule('stations.command', station),
  'offline-policy/mutations/set-offline-policy#removeOfflinePolicy': rule('fleet.write', site),
  'offline-policy/mutations/set-offline-policy#setOfflinePolicy': rule('fleet.write', ({ siteId }) => [
    siteId,
    { localList: true },
  ]),
  'offline-policy/queries/list-offline-policies#listOfflinePolicies': rule('fleet.read'),
  'offline-policy/queries/list-offline-stations#getOfflineStation': rule('fleet.read', station),
  'offline-policy/queries/list-offline-stations#listOfflineStations': rule('fleet.read', ({ siteId }) => [{ siteId }]),
  'overview/queries/get-today#getToday': rule('overview.read', () => ['Europe/Stockholm']),
  'overview/queries/list-hours#listHours': rule('overview.read'),
  'overview/queries/list-watched#listWatched': rule('overview.read'),
  'sessions/mutations/resolve-review#resolveReview': rule('sessions.review', ({ reviewId }) => [
    { kind: 'accept', reviewId, reason: 'x' },
  ]),
  'sessions/queries/get-session#getSession': rule('sessions.read', session),
  'sessions/queries/list-readings#listCurve': rule('sessions.read', session),
  'sessions/queries/list-readings#listReadings': rule('sessions.read', session),
  'sessions/queries/list-sessions#listSessions': rule('sessions.read', ({ identity }) => [{ stationId: identity }]),
  'signed-meter-values/mutations/meter-keys#addMeterKey': rule('stations.write', ({ identity }) => [
    identity,
    { evse: 1, publicKey: METER_KEY },
  ]),
  'signed-meter-values/mutations/meter-keys#removeMeterKey': rule('stations.write', ({ identity }) => [identity, 1n]),
  'signed-meter-values/queries/get-signed-proof#getSignedProof': rule('sessions.read', session),
  'signed-meter-values/queries/get-signed-proof#listTransparencyValues': rule('sessions.read', session),
  'signed-meter-values/queries/list-meter-keys#listMeterKeys': rule('stations.read', station),
  'sites/mutations#createSite': rule('sites.write', () => [siteInput]),
  'sites/mutations#editSite': rule('sites.write', ({ siteId }) => [siteId, siteInput]),
  'sites/queries#getSite': rule('sites.read', site),
  'sites/queries#listSiteStations': rule('sites.read', site),
  'sites/queries#listSites': rule('sites.read'),
  'stations/mutations/create-station#createStation': rule('stations.write', ({ siteId }) => [
    { identity: 'NEW-ONE', siteId },
  ]),
  'stations/mutations/decide-registration#acceptStation': rule('stations.write', station),
  'stations/mutations/decide-registration#rejectStation': rule('stations.write', station),
  'stations/mutations/edit-station#editConnector': rule('stations.write', ({ identity }) => [
    { identity, evse: 1, connector: 1 },
    { type: 'schuko' },
  ]),
  'stations/mutations/edit-station#editStation': rule('stations.write', ({ identity }) => [
    identity,
    { name: 'Changed' },
  ]),
  'stations/mutations/set-station-password#setStationPassword': rule('stations.write', station),
  'stations/queries/find-station#findStation': rule('stations.read', station),
  'stations/queries/find-station#getStation': rule('stations.read', station),
  'stations/queries/find-station#getStationKey': rule('stations.read', station),
  'stations/queries/list-stations#listStations': rule('stations.read', ({ mark }) => [{ search: mark }]),
  'stations/queries/list-story#listStory': rule('stations.read', station),
  'tariffs/mutations/archive-tariff#archiveTariff': rule('tariffs.write', (_theirs, { tariffId }) => [tariffId]),
  'tariffs/mutations/archive-tariff#restoreTariff': rule('tariffs.write', (_theirs, { tariffId }) => [tariffId]),
  'tariffs/mutations/assign-tariff#assignTariff': rule('tariffs.write', ({ siteId }, { tariffId }) => [
    { kind: 'site', siteId },
    tariffId,
  ]),
  'tariffs/mutations/create-tariff#createTariff': rule('tariffs.write', () => [prices, { isDefault: true }]),
  'tariffs/mutations/edit-tariff#editTariff': rule('tariffs.write', (_theirs, { tariffId }) => [tariffId, prices]),
  'tariffs/mutations/set-default-tariff#setDefaultTariff': rule('tariffs.write', (_theirs, { tariffId }) => [tariffId]),
  'tariffs/queries/get-tariff#getTariff': rule('tariffs.read', (_theirs, { tariffId }) => [tariffId]),
  'tariffs/queries/list-tariffs#listTariffs': rule('tariffs.read'),
  'tariffs/queries/preview-tariff#previewTariff': rule('tariffs.read', ({ sessionId }) => [
    { sessionId, tariff: prices },
  ]),
  'tokens/mutations/block-token#blockToken': rule('tokens.write', token),
  'tokens/mutations/block-token#unblockToken': rule('tokens.write', token),
  'tokens/mutations/create-token#createToken': rule('tokens.write', ({ customerId }) => [
    { value: 'NEWCARD', customerId },
  ]),
  'tokens/mutations/delete-token#deleteToken': rule('tokens.write', token),
  'tokens/mutations/edit-token#editToken': rule('tokens.write', ({ tokenId }) => [tokenId, { name: 'Changed' }]),
  'tokens/mutations/import-tokens#importTokens': rule('tokens.write', () => ['NEWCARD2;x']),
  'tokens/queries#getToken': rule('tokens.read', token),
  'tokens/queries#listTokens': rule('tokens.read', ({ customerId }) => [{ customerId }]),
  'users/mutations/manage-users#editUser': rule('users.write', ({ userId }) => [
    userId,
    { role: 'viewer', active: false },
  ]),
  'users/mutations/manage-users#endUserSignIns': rule('users.write', user),
  'users/mutations/manage-users#inviteUser': rule('users.write', () => [{ email: 'x@example.com', role: 'admin' }]),
  'users/mutations/own-account#changeOwnPassword': rule('account.write', () => [{ current: 'x', next: 'y' }]),
  'users/mutations/own-account#endOwnSignIn': rule('account.write', () => ['not-mine']),
  'users/mutations/own-account#setOwnLocale': rule('account.write', () => ['sv']),
  'users/mutations/passwords#resetPassword': rule('users.write', user),
  'users/queries#listOwnSignIns': rule('account.write'),
  'users/queries#listUsers': rule('users.read'),
}

/** Functions of door files that ask for no actor, and why that is right. */
export const OPEN_DOORS: Readonly<Record<string, string>> = {
  'analytics/mutations#rollUpNewHours': 'the worker',
  'api-keys/mutations#actorOfKey': 'finds the actor: the key is the permission',
  'api-keys/mutations#ensureBootstrapKey': 'who runs the house, at start',
  'audit/queries#namesOf': 'names for rows already read',
  'commands/mutations/settle-command#claimCommand': 'the gateway',
  'commands/mutations/settle-command#confirmCommand': 'the gateway',
  'commands/mutations/settle-command#expireCommands': 'the worker',
  'commands/mutations/settle-command#failCommand': 'the gateway',
  'commands/mutations/settle-command#settleCommand': 'the gateway',
  'commands/mutations/settle-command#settleOrphans': 'the gateway',
  'commands/queries#listQueuedCommands': 'the gateway',
  'commands/queries#listUnconfirmedCommands': 'the gateway',
  'configuration/mutations#saveConfiguration': 'the gateway',
  'configuration/queries/find-message-limits#findMessageLimits': 'the gateway',
  'monitors/mutations/save-monitors#saveMonitors': 'the gateway',
  'files/mutations/forget-old-files#forgetOldFiles': 'the worker',
  'files/mutations/issue-link#endEarlierLinks': 'the gateway',
  'files/mutations/issue-link#endLinks': 'the gateway',
  'files/mutations/issue-link#hashOfSecret': 'pure',
  'files/mutations/issue-link#issueLink': 'the gateway',
  'files/mutations/store-bytes#storeBytes': 'only the disk; the caller has asked',
  'files/mutations/store-bytes#tooLarge': 'pure',
  'files/mutations/take-upload#giveUploadBack': 'the gateway',
  'files/mutations/take-upload#recordUpload': 'the gateway',
  'files/mutations/take-upload#takeUpload': 'the secret in the address is the permission',
  'files/queries/find-download#findDownload': 'the secret in the address is the permission',
  'files/queries/open-bytes#filesFolder': 'pure',
  'files/queries/open-bytes#openBytes': 'only the disk; the caller has found the hash by another door',
  'files/queries/open-bytes#pathOfBytes': 'pure',
  'firmware/mutations/advance-campaigns#advanceCampaigns': 'the worker',
  'firmware/mutations/move-update#beginUpdate': 'the gateway',
  'firmware/mutations/move-update#failUpdate': 'the gateway',
  'firmware/mutations/move-update#postponeUpdate': 'the gateway',
  'firmware/mutations/move-update#replaceEarlierUpdates': 'the gateway',
  'firmware/mutations/steer-campaign#callOffWaiting': 'within the transaction of who has asked',
  'firmware/queries/campaign-candidates#campaignCandidates': 'the worker',
  'firmware/queries/firmware-to-send#firmwareToSend': 'the gateway',
  'health/queries#readHealth': 'says only which processes live',
  'live/queries#toLiveSession': 'pure',
  'local-list/mutations/forget-on-list#forgetOnList': 'the gateway',
  'local-list/mutations/keep-lists-in-step#keepListsInStep': 'the worker',
  'local-list/mutations/record-list#recordInStep': 'the gateway and the worker',
  'local-list/mutations/record-list#recordListRefusal': 'the gateway',
  'local-list/mutations/record-list#recordListVersion': 'the gateway',
  'local-list/mutations/record-list#recordTakenPage': 'the gateway',
  'local-list/queries/network-tokens#areTokensInFlux': 'the worker',
  'local-list/queries/network-tokens#networkTokens': 'the gateway and the worker',
  'local-list/queries/network-tokens#tokensState': 'the gateway and the worker',
  'local-list/queries/plan-station-list#planStationList': 'the gateway and the worker',
  'offline-policy/mutations/apply-offline-policies#applyOfflinePolicies': 'the worker',
  'offline-policy/mutations/clear-stale-caches#clearStaleCaches': 'the worker',
  'sessions/mutations/close-lapsed-sessions#closeLapsedSessions': 'the worker',
  'sessions/mutations/load-sessions#termsOf': 'pure',
  'sessions/mutations/wanted-session#tokenOf': 'pure',
  'sessions/mutations/wanted-session#wantedBy': 'pure',
  'sessions/mutations/store-sessions#addReading': 'pure',
  'sessions/mutations/store-sessions#addSession': 'pure',
  'sessions/mutations/store-sessions#noChanges': 'pure',
  'sessions/queries/list-sessions#sessionRow': 'pure: shapes a row as the actor may see it',
  'sessions/queries/list-sessions#sitesOf': 'names for rows already read in scope',
  'sessions/queries/running-prices#runningPrices': 'prices for rows already read in scope',
  'sessions/queries/session-scope#sessionScope': 'pure: the condition itself',
  'sessions/queries/session-scope#tokenShown': 'pure: the masking itself',
  'sessions/queries/session-scope#whoCharges': 'pure',
  'signed-meter-values/mutations/judge-signed-readings#judgeSignedReadings': 'the worker',
  'stations/mutations/adopt-password#adoptPassword': 'the gateway',
  'stations/mutations/mark-offline#markGatewayStationsOffline': 'the gateway and the worker',
  'stations/mutations/mark-offline#markOrphanedStationsOffline': 'the gateway and the worker',
  'stations/mutations/publish-station#publishStation': 'tells the bus, which is narrowed per browser',
  'stations/queries/connectors-of#connectorsOf': 'for rows already read in scope',
  'stations/queries/find-station#named': 'pure: the condition itself',
  'stations/queries/energy-today#energyToday': 'for rows already read in scope',
  'tariffs/queries/tariff-version#versionShown': 'pure',
  'users/mutations/first-admin#createFirstAdmin': 'who runs the house, at start, while there is no administrator',
  'users/mutations/first-admin#createFirstAdminByLink': 'the one-time link is the permission',
  'users/mutations/first-admin#ensureFirstAdminLink': 'who runs the house, at start',
  'users/mutations/forget-old-sign-ins#forgetOldSignIns': 'the worker',
  'users/mutations/passwords#checkedHash': 'pure',
  'users/mutations/passwords#setPasswordByLink': 'the one-time link is the permission',
  'users/mutations/sign-in#signIn': 'the password is the permission',
  'users/queries#findSetupLink': 'the one-time link is the permission',
  'users/queries#findSignedIn': 'finds the actor: the cookie is the permission',
}
