import { FleetTable } from '@/components/customers/fleet-table'
import type { Actor } from '@/lib/access/actor'
import { listCostCentres } from '@/lib/cost-centres/queries'
import { listDrivers } from '@/lib/drivers/queries'
import { listVehicles } from '@/lib/vehicles/queries'
import { keepCostCentreAction, keepDriverAction, keepVehicleAction } from './customers/actions'

interface FleetRegisterProps {
  actor: Actor
  customerId: bigint
  show: 'vehicles' | 'drivers' | 'cost-centres'
  mayWrite: boolean
}

/** A customer's vehicles, drivers or cost centres, to read or to keep. */
export async function FleetRegister({ actor, customerId, show, mayWrite }: FleetRegisterProps) {
  const id = String(customerId)
  if (show === 'cost-centres') {
    const rows = (await listCostCentres(actor, customerId)).map((row) => ({ ...row, id: String(row.id), tokens: null }))
    const keep = mayWrite ? keepCostCentreAction : null
    return <FleetTable kind="cost-centre" customerId={id} rows={rows} centres={[]} keep={keep} />
  }
  const centres = await centresOf(actor, customerId)
  if (show === 'vehicles') {
    const rows = (await listVehicles(actor, customerId)).map((row) => ({
      ...row,
      id: String(row.id),
      code: row.plate,
      costCentre: centreOf(row.costCentre),
    }))
    const keep = mayWrite ? keepVehicleAction : null
    return <FleetTable kind="vehicle" customerId={id} rows={rows} centres={centres} keep={keep} />
  }
  const rows = (await listDrivers(actor, customerId)).map((row) => ({
    ...row,
    id: String(row.id),
    code: null,
    costCentre: centreOf(row.costCentre),
  }))
  const keep = mayWrite ? keepDriverAction : null
  return <FleetTable kind="driver" customerId={id} rows={rows} centres={centres} keep={keep} />
}

const centreOf = (centre: { readonly id: bigint; readonly code: string } | null) =>
  centre === null ? null : { id: String(centre.id), code: centre.code }

/** Cost centres to choose among. */
export const centresOf = async (actor: Actor, customerId: bigint) =>
  (await listCostCentres(actor, customerId)).map((row) => ({
    id: String(row.id),
    name: [row.code, row.name].filter(Boolean).join(' · '),
  }))
