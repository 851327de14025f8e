import type { Role } from '../../lib/access/actor'
import type { Sql } from '../../lib/db/coalesce'
import { startOfDay } from '../../lib/kernel/local-day'
import { DAY_MS } from '../../lib/kernel/time'
import type { TariffTerms } from '../../lib/tariffs/tariff'
import { foldToken } from '../../lib/tokens/fold-token'
import { insertRows, reserveIds } from './insert-rows'
import type { DemoNetwork, DemoStation } from './network'
import type { DemoCustomer, DemoToken } from './people'
import { DEMO_SITES, type DemoSite } from './sites'
import { DEMO_TARIFFS, type DemoVersion, type TariffName } from './tariffs'
import { writeConfiguration } from './write-configuration'
import { writeMeterKeys } from './write-meter-keys'
import { writeTemplates } from './write-templates'

/** The network's rows: how the history refers to them. */
export interface WrittenNetwork {
  readonly siteIds: ReadonlyMap<DemoSite, bigint>
  readonly stationIds: ReadonlyMap<DemoStation, bigint>
  readonly customerIds: ReadonlyMap<DemoCustomer, bigint>
  readonly tokenIds: ReadonlyMap<DemoToken, bigint>
  readonly tariffVersions: ReadonlyMap<TariffName, readonly TariffVersionAt[]>
}

export interface TariffVersionAt {
  readonly id: bigint
  /** Epoch milliseconds from which it holds. */
  readonly from: number
  readonly terms: TariffTerms
}

const AUTHOR = 'system'

/** Writes everything people decide: sites, tariffs, customers, tokens, stations with their connectors. */
export async function writeNetwork(
  sql: Sql,
  network: DemoNetwork,
  hashes: { readonly station: string; readonly user: string },
  now: number,
): Promise<WrittenNetwork> {
  const { tariffIds, tariffVersions } = await writeTariffs(sql, now)
  const siteIds = await writeSites(sql, tariffIds)
  const { customerIds, tokenIds } = await writePeople(sql, network.customers, now)
  const stationIds = await writeStations(sql, network.stations, siteIds, tariffIds, hashes.station, now)
  await writeMeterKeys(sql, stationIds)
  await writeConfiguration(sql, network, stationIds, now)
  await writeUsers(sql, network.customers, customerIds, siteIds, hashes.user)
  await writeOfflinePolicy(sql)
  await writeTemplates(sql, AUTHOR, now)
  return { siteIds, stationIds, customerIds, tokenIds, tariffVersions }
}

/** Known drivers charge while a station cannot ask, strangers do not. */
async function writeOfflinePolicy(sql: Sql): Promise<void> {
  await sql.query(
    `INSERT INTO offline_policy (local_list, authorisation_cache, pre_authorise, unknown_tokens) VALUES (true, true, false, false)`,
  )
}

async function writeTariffs(sql: Sql, now: number) {
  const entries = Object.entries(DEMO_TARIFFS) as [TariffName, (typeof DEMO_TARIFFS)[TariffName]][]
  const ids = await reserveIds(sql, 'tariff', entries.length)
  const tariffIds = new Map(entries.map(([name], at) => [name, ids[at]!]))
  const made = new Date(now - 120 * DAY_MS)
  await insertRows(
    sql,
    'tariff',
    { id: 'bigint', name: 'text', is_default: 'boolean', created_at: 'timestamptz' },
    entries.map(([name, { isDefault }]) => [tariffIds.get(name), name, isDefault, made]),
  )
  const tariffVersions = new Map<TariffName, TariffVersionAt[]>()
  const rows: unknown[][] = []
  for (const [name, { versions }] of entries) {
    const versionIds = await reserveIds(sql, 'tariff_version', versions.length)
    const written: TariffVersionAt[] = []
    versions.forEach(({ daysAgo, terms, note = '', holdsInDays }: DemoVersion, at) => {
      const made = now - daysAgo * DAY_MS
      const planned = holdsInDays === undefined ? null : dayToCome(now, holdsInDays)
      const from = planned?.getTime() ?? made
      const { currency, vatPercent, pricesIncludeVat, elements } = terms
      written.push({ id: versionIds[at]!, from, terms })
      rows.push([
        versionIds[at],
        tariffIds.get(name),
        at + 1,
        currency,
        vatPercent,
        pricesIncludeVat,
        JSON.stringify(elements),
        AUTHOR,
        new Date(made),
        planned,
        note,
      ])
    })
    tariffVersions.set(name, written)
  }
  await insertRows(
    sql,
    'tariff_version',
    {
      id: 'bigint',
      tariff_id: 'bigint',
      number: 'int',
      currency: 'text',
      vat_percent: 'numeric',
      prices_include_vat: 'boolean',
      elements: 'jsonb',
      created_by: 'text',
      created_at: 'timestamptz',
      effective_from: 'timestamptz',
      note: 'text',
    },
    rows,
  )
  return { tariffIds, tariffVersions }
}

/** Midnight in Sweden, so many days from now. */
const dayToCome = (now: number, days: number) =>
  startOfDay(new Date(now).toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' }), days, 'Europe/Stockholm')

async function writeSites(sql: Sql, tariffIds: ReadonlyMap<TariffName, bigint>) {
  const ids = await reserveIds(sql, 'site', DEMO_SITES.length)
  const siteIds = new Map(DEMO_SITES.map((site, at) => [site, ids[at]!]))
  await insertRows(
    sql,
    'site',
    {
      id: 'bigint',
      name: 'text',
      address: 'text',
      postal_code: 'text',
      city: 'text',
      latitude: 'float8',
      longitude: 'float8',
      price_area: 'text',
      fuse_a: 'int',
      tariff_id: 'bigint',
    },
    DEMO_SITES.map((site) => [
      siteIds.get(site),
      site.name,
      site.address,
      site.postalCode,
      site.city,
      site.latitude,
      site.longitude,
      site.priceArea,
      site.fuseA,
      tariffIds.get(site.tariff),
    ]),
  )
  return siteIds
}

async function writePeople(sql: Sql, customers: readonly DemoCustomer[], now: number) {
  const ids = await reserveIds(sql, 'customer', customers.length)
  const customerIds = new Map(customers.map((customer, at) => [customer, ids[at]!]))
  await insertRows(
    sql,
    'customer',
    { id: 'bigint', name: 'text', org_number: 'text', email: 'text' },
    customers.map((customer) => [customerIds.get(customer), customer.name, customer.orgNumber, customer.email]),
  )
  const owned = customers.flatMap((customer) => customer.tokens.map((token) => ({ customer, token })))
  const allTokenIds = await reserveIds(sql, 'token', owned.length)
  const tokenIds = new Map(owned.map(({ token }, at) => [token, allTokenIds[at]!]))
  await insertRows(
    sql,
    'token',
    {
      id: 'bigint',
      value: 'text',
      value_folded: 'text',
      name: 'text',
      active: 'boolean',
      expires_at: 'timestamptz',
      customer_id: 'bigint',
    },
    owned.map(({ customer, token }) => [
      tokenIds.get(token),
      token.value,
      foldToken(token.value),
      token.name,
      token.standing !== 'blocked',
      token.standing === 'expired' ? new Date(now - 100 * DAY_MS) : null,
      customerIds.get(customer),
    ]),
  )
  return { customerIds, tokenIds }
}

async function writeStations(
  sql: Sql,
  stations: readonly DemoStation[],
  siteIds: ReadonlyMap<DemoSite, bigint>,
  tariffIds: ReadonlyMap<TariffName, bigint>,
  passwordHash: string,
  now: number,
) {
  const ids = await reserveIds(sql, 'station', stations.length)
  const stationIds = new Map(stations.map((station, at) => [station, ids[at]!]))
  const made = new Date(now - 120 * DAY_MS)
  await insertRows(
    sql,
    'station',
    {
      id: 'bigint',
      identity: 'text',
      name: 'text',
      site_id: 'bigint',
      tariff_id: 'bigint',
      registration: 'text',
      password_hash: 'text',
      created_at: 'timestamptz',
    },
    stations.map((station) => [
      stationIds.get(station),
      station.identity,
      station.name,
      siteIds.get(station.site),
      station.ownTariff && tariffIds.get(station.ownTariff),
      'accepted',
      passwordHash,
      made,
    ]),
  )
  const outlets = stations.flatMap((station) => station.model.outlets.map((outlet, at) => ({ station, outlet, at })))
  const evseIds = await reserveIds(sql, 'evse', outlets.length)
  const connectorIds = await reserveIds(sql, 'connector', outlets.length)
  await insertRows(
    sql,
    'evse',
    { id: 'bigint', station_id: 'bigint', number: 'int' },
    outlets.map(({ station, at }, row) => [evseIds[row], stationIds.get(station), at + 1]),
  )
  await insertRows(
    sql,
    'connector',
    {
      id: 'bigint',
      station_id: 'bigint',
      evse_id: 'bigint',
      number: 'int',
      type: 'text',
      current_type: 'text',
      max_power_w: 'int',
    },
    outlets.map(({ station, outlet }, row) => [
      connectorIds[row],
      stationIds.get(station),
      evseIds[row],
      1,
      outlet.type,
      outlet.currentType,
      outlet.maxPowerW,
    ]),
  )
  await insertRows(
    sql,
    'connector_state',
    { connector_id: 'bigint', station_id: 'bigint' },
    outlets.map(({ station }, row) => [connectorIds[row], stationIds.get(station)]),
  )
  await insertRows(
    sql,
    'station_state',
    { station_id: 'bigint', vendor: 'text', model: 'text', serial_number: 'text', firmware: 'text', protocol: 'text' },
    stations.map((station) => [
      stationIds.get(station),
      station.model.vendor,
      station.model.model,
      station.serialNumber,
      station.firmware,
      station.model.version,
    ]),
  )
  return stationIds
}

/** One account per role beside the administrator, so that each one's view can be tried. */
async function writeUsers(
  sql: Sql,
  customers: readonly DemoCustomer[],
  customerIds: ReadonlyMap<DemoCustomer, bigint>,
  siteIds: ReadonlyMap<DemoSite, bigint>,
  passwordHash: string,
) {
  const roles = ['operator', 'technician', 'fleet-manager', 'site-host', 'viewer'] as const satisfies readonly Role[]
  const ids = await reserveIds(sql, 'user_account', roles.length)
  const fleet = customers.find(({ homes }) => homes.includes('KIS'))
  await insertRows(
    sql,
    'user_account',
    { id: 'bigint', email: 'text', name: 'text', role: 'text', password_hash: 'text', customer_id: 'bigint' },
    roles.map((role, at) => [
      ids[at],
      `${role}@laddvakt.example`,
      `Demo ${role}`,
      role,
      passwordHash,
      role === 'fleet-manager' && fleet ? customerIds.get(fleet) : null,
    ]),
  )
  const hosted = DEMO_SITES.filter(({ code }) => code === 'KIS' || code === 'MOS')
  const host = ids[roles.indexOf('site-host')]
  const rows = hosted.map((site) => [host, siteIds.get(site)])
  await insertRows(sql, 'user_site', { user_id: 'bigint', site_id: 'bigint' }, rows)
}
