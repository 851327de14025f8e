import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { createCustomer, editCustomer } from '@/lib/customers/mutations'
import { type Customer, getCustomer, listCustomers } from '@/lib/customers/queries'
import { operation } from '../operation'
import { customerInputSchema, shownCustomerSchema } from '../schemas/customers'
import { idInput, listOf, pageOf, pageQuery } from '../schemas/fields'

const params = z.object({ id: idInput('customer') })

const shown = (customer: Customer) => {
  const { createdAt: _createdAt, ...rest } = customer
  return shownCustomerSchema.parse({ ...rest, id: String(customer.id) })
}

const customerNow = async (actor: Actor, id: bigint) => shown(await getCustomer(actor, id))

export const customerOperations = [
  operation({
    id: 'listCustomers',
    method: 'GET',
    path: '/customers',
    tag: 'Customers',
    summary: 'Customers by name',
    act: 'customers.read',
    query: z.object(pageQuery),
    status: 200,
    response: listOf(shownCustomerSchema),
    handler: async (actor, { query }) => pageOf(await listCustomers(actor, { ...query, since: new Date() }), shown),
  }),
  operation({
    id: 'createCustomer',
    method: 'POST',
    path: '/customers',
    tag: 'Customers',
    summary: 'Add a customer',
    description: 'Organisation number, VAT number and Peppol id are checked for form and check digits.',
    act: 'customers.write',
    body: customerInputSchema,
    status: 201,
    response: shownCustomerSchema,
    handler: async (actor, { body }) => customerNow(actor, (await createCustomer(actor, body)).id),
    location: (customer) => `/customers/${customer.id}`,
  }),
  operation({
    id: 'getCustomer',
    method: 'GET',
    path: '/customers/{id}',
    tag: 'Customers',
    summary: 'One customer',
    act: 'customers.read',
    params,
    status: 200,
    response: shownCustomerSchema,
    handler: (actor, { params: { id } }) => customerNow(actor, id),
  }),
  operation({
    id: 'setCustomer',
    method: 'PUT',
    path: '/customers/{id}',
    tag: 'Customers',
    summary: 'Set a customer’s master data',
    description: 'All of it: what is left out goes back to its default.',
    act: 'customers.write',
    params,
    body: customerInputSchema,
    status: 200,
    response: shownCustomerSchema,
    handler: async (actor, { params: { id }, body }) => {
      await editCustomer(actor, id, body)
      return customerNow(actor, id)
    },
  }),
]
