'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { rowId } from '@/app/row-id'
import { customerSchema } from '@/lib/customers/customer'
import { createCustomer, editCustomer } from '@/lib/customers/mutations'

export const createCustomerAction = defineAction(customerSchema, async (actor, input) => {
  await createCustomer(actor, input)
})
export const editCustomerAction = defineAction(z.object({ id: rowId, customer: customerSchema }), (actor, input) =>
  editCustomer(actor, input.id, input.customer),
)
