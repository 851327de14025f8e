'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { rowId } from '@/app/row-id'
import { costCentreSchema } from '@/lib/cost-centres/cost-centre'
import { createCostCentre, editCostCentre } from '@/lib/cost-centres/mutations'
import { customerSchema } from '@/lib/customers/customer'
import { createCustomer, editCustomer } from '@/lib/customers/mutations'
import { creditSchema, setCredit } from '@/lib/debtors/mutations/set-credit'
import { driverSchema } from '@/lib/drivers/driver'
import { createDriver, editDriver } from '@/lib/drivers/mutations'
import { createVehicle, editVehicle } from '@/lib/vehicles/mutations'
import { vehicleSchema } from '@/lib/vehicles/vehicle'

/** A thing of a customer's: a new one of `customerId`, or a change of `id`. */
const kept = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({ customerId: rowId, id: rowId.nullable(), values: schema })

export const createCustomerAction = defineAction(customerSchema, async (actor, input) => {
  await createCustomer(actor, input)
})
export const editCustomerAction = defineAction(z.object({ id: rowId, customer: customerSchema }), (actor, input) =>
  editCustomer(actor, input.id, input.customer),
)
export const keepCostCentreAction = defineAction(kept(costCentreSchema), async (actor, { customerId, id, values }) => {
  if (id === null) await createCostCentre(actor, customerId, values)
  else await editCostCentre(actor, id, values)
})
export const keepVehicleAction = defineAction(kept(vehicleSchema), async (actor, { customerId, id, values }) => {
  if (id === null) await createVehicle(actor, customerId, values)
  else await editVehicle(actor, id, values)
})
export const keepDriverAction = defineAction(kept(driverSchema), async (actor, { customerId, id, values }) => {
  if (id === null) await createDriver(actor, customerId, values)
  else await editDriver(actor, id, values)
})
export const setCreditAction = defineAction(creditSchema.extend({ id: rowId }), (actor, { id, ...credit }) =>
  setCredit(actor, id, {
    ...credit,
    creditLimit: credit.creditLimit ?? '',
  }),
)
