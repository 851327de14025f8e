import { z } from 'zod'
import { BILLINGS, CUSTOMER_KINDS, customerSchema, LANGUAGES } from '@/lib/customers/customer'
import { DELIVERY_WAYS, MAILED_FORMATS } from '@/lib/mailings/invoice-delivery'
import { idField } from './fields'

/** A customer as the API shows it. */
export const shownCustomerSchema = z
  .object({
    id: idField('customer'),
    name: z.string().meta({ example: 'Budbilar AB' }),
    kind: z.enum(CUSTOMER_KINDS),
    orgNumber: z.string().nullable().meta({ example: '556047-3521' }),
    vatNumber: z.string().nullable().meta({ example: 'SE556047352101' }),
    email: z.string().nullable(),
    invoiceEmail: z.string().nullable(),
    street: z.string(),
    postalCode: z.string(),
    city: z.string(),
    country: z.string().meta({ example: 'SE' }),
    buyerReference: z.string(),
    orderReference: z.string(),
    endpointScheme: z.string().nullable().meta({ description: 'Peppol (EAS) scheme.', example: '0007' }),
    endpointId: z.string().nullable(),
    language: z.enum(LANGUAGES),
    paymentDays: z.int().nullable().meta({ description: "Null: the seller's." }),
    isReverseCharge: z.boolean(),
    billing: z.enum(BILLINGS),
    billingDay: z.int().nullable(),
    invoiceDelivery: z.enum(DELIVERY_WAYS).meta({ description: 'How issued invoices leave the house.' }),
    invoiceFiles: z.array(z.enum(MAILED_FORMATS)).meta({ description: 'What the mail carries.' }),
  })
  .meta({ id: 'Customer' })

export const customerInputSchema = customerSchema
