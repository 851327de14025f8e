import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { FleetTable } from '@/components/customers/fleet-table'
import { CardsTable } from '@/components/my-fleet/cards-table'
import { FleetTabs } from '@/components/my-fleet/fleet-tabs'
import { Page } from '@/components/shell/page'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { listCostCentres } from '@/lib/cost-centres/queries'
import { listDrivers } from '@/lib/drivers/queries'
import { listTokens } from '@/lib/tokens/queries'
import { listVehicles } from '@/lib/vehicles/queries'
import { keepCostCentreAction, keepDriverAction, keepVehicleAction } from '../../customers/actions'
import { assignCardAction, blockCardAction, unblockCardAction } from '../actions'
import { ownCustomer } from '../own-customer'

const SHOWN = ['vehicles', 'drivers', 'cost-centres', 'cards'] as const
type Shown = (typeof SHOWN)[number]

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  return { title: (await getTranslations('myFleet'))(`rooms.${shownOf(await searchParams)}`) }
}

const shownOf = (query: Awaited<SearchParams>): Shown =>
  SHOWN.find((known) => known === queryParam(query.show)) ?? 'vehicles'

/** Who and what charges for us, and whose is which card? */
export default async function RegisterPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('customers.read')
  const query = await searchParams
  const { customer, keep } = await ownCustomer(actor, query)
  const show = shownOf(query)
  const t = await getTranslations('myFleet')
  return (
    <Page title={t(`rooms.${show}`)} description={t(`register.${show}`)}>
      <FleetTabs here={show} keep={keep} />
      <Register actor={actor} id={customer.id} show={show} mayWrite={mayDo(actor.role, 'own-fleet.write')} />
    </Page>
  )
}

interface RegisterProps {
  actor: Actor
  id: bigint
  show: Shown
  mayWrite: boolean
}

async function Register({ actor, id, show, mayWrite }: RegisterProps) {
  const customerId = String(id)
  const centres = await listCostCentres(actor, id)
  const choices = centres
    .filter(({ isArchived }) => !isArchived)
    .map((centre) => ({ id: String(centre.id), name: [centre.code, centre.name].filter(Boolean).join(' · ') }))
  switch (show) {
    case 'vehicles': {
      const rows = (await listVehicles(actor, id)).map((row) => ({
        ...row,
        id: String(row.id),
        code: row.plate,
        costCentre: centreOf(row.costCentre),
      }))
      return (
        <FleetTable
          kind="vehicle"
          customerId={customerId}
          rows={rows}
          centres={choices}
          keep={mayWrite ? keepVehicleAction : null}
        />
      )
    }
    case 'drivers': {
      const rows = (await listDrivers(actor, id)).map((row) => ({
        ...row,
        id: String(row.id),
        code: null,
        costCentre: centreOf(row.costCentre),
      }))
      return (
        <FleetTable
          kind="driver"
          customerId={customerId}
          rows={rows}
          centres={choices}
          keep={mayWrite ? keepDriverAction : null}
        />
      )
    }
    case 'cost-centres':
      return (
        <FleetTable
          kind="cost-centre"
          customerId={customerId}
          rows={centres.map((row) => ({ ...row, id: String(row.id), tokens: null }))}
          centres={[]}
          keep={mayWrite ? keepCostCentreAction : null}
        />
      )
    case 'cards': {
      const [tokens, vehicles, drivers] = await Promise.all([
        listTokens(actor, { customerId: id, limit: 5_000 }),
        listVehicles(actor, id),
        listDrivers(actor, id),
      ])
      return (
        <CardsTable
          cards={tokens.rows.map((token) => ({
            id: String(token.id),
            value: token.value,
            name: token.name,
            active: token.active,
            driverId: idOf(token.driver),
            driver: token.driver?.name ?? null,
            vehicleId: idOf(token.vehicle),
            vehicle: token.vehicle?.plate ?? null,
            costCentreId: idOf(token.costCentre),
            costCentre: token.costCentre?.code ?? null,
            sessions: token.sessionCount,
            lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
          }))}
          choices={{
            driver: drivers
              .filter(({ isArchived }) => !isArchived)
              .map((one) => ({ id: String(one.id), name: one.name })),
            vehicle: vehicles
              .filter(({ isArchived }) => !isArchived)
              .map((one) => ({ id: String(one.id), name: [one.plate, one.name].filter(Boolean).join(' · ') })),
            costCentre: choices,
          }}
          actions={mayWrite ? { assign: assignCardAction, block: blockCardAction, unblock: unblockCardAction } : null}
        />
      )
    }
  }
}

const idOf = (row: { readonly id: bigint } | null) => (row === null ? null : String(row.id))
const centreOf = (row: { readonly id: bigint; readonly code: string } | null) =>
  row === null ? null : { id: String(row.id), code: row.code }
