import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { BudgetsList } from '@/components/my-fleet/budgets-list'
import { FleetTabs } from '@/components/my-fleet/fleet-tabs'
import { shownBudget } from '@/components/my-fleet/shown-budget'
import { Page } from '@/components/shell/page'
import { mayDo } from '@/lib/access/acts'
import { listBudgets } from '@/lib/budgets/queries/list-budgets'
import { listCostCentres } from '@/lib/cost-centres/queries'
import { listDrivers } from '@/lib/drivers/queries'
import { listVehicles } from '@/lib/vehicles/queries'
import { keepBudgetAction } from '../actions'
import { ownCustomer } from '../own-customer'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('myFleet'))('budgets.title') }
}

/** Are we keeping to what we meant to spend? */
export default async function BudgetsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('customers.read')
  const { customer, keep } = await ownCustomer(actor, await searchParams)
  const [budgets, centres, vehicles, drivers] = await Promise.all([
    listBudgets(actor, customer.id),
    listCostCentres(actor, customer.id),
    listVehicles(actor, customer.id),
    listDrivers(actor, customer.id),
  ])
  const t = await getTranslations('myFleet')
  const inUse = <Row extends { isArchived: boolean }>(rows: readonly Row[]) => rows.filter((row) => !row.isArchived)
  return (
    <Page title={t('budgets.title')} description={t('budgets.description')}>
      <FleetTabs here="budgets" keep={keep} />
      <BudgetsList
        customerId={String(customer.id)}
        customerName={customer.name}
        budgets={budgets.map(shownBudget)}
        targets={{
          'cost-centre': inUse(centres).map(({ id, code, name }) => ({
            id: String(id),
            name: [code, name].filter(Boolean).join(' · '),
          })),
          vehicle: inUse(vehicles).map(({ id, plate, name }) => ({
            id: String(id),
            name: [plate, name].filter(Boolean).join(' · '),
          })),
          driver: inUse(drivers).map(({ id, name }) => ({ id: String(id), name })),
        }}
        keepAction={mayDo(actor.role, 'own-fleet.write') ? keepBudgetAction : null}
      />
    </Page>
  )
}
