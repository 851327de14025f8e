import { z } from 'zod'
import { TOKEN_TYPES } from '@/lib/tokens/token'
import { idField, idInput, instantField, instantInput } from './fields'

const valueExample = '04A2B3C4D5E6F7'

export const tokenSchema = z
  .object({
    id: idField('token'),
    value: z.string().meta({ description: 'As entered; compared trimmed and without case.', example: valueExample }),
    type: z.enum(TOKEN_TYPES),
    name: z.string().meta({ description: 'Whose, or which.', example: 'Anna Berg' }),
    active: z.boolean(),
    expiresAt: instantField('From when it is refused.').nullable(),
    groupName: z
      .string()
      .nullable()
      .meta({ description: "Tokens of one group may stop each other's sessions.", example: null }),
    customerId: idField('customer').nullable(),
  })
  .meta({ id: 'Token' })

const changeable = {
  name: z.string().trim().max(120).meta({ example: 'Anna Berg' }),
  active: z.boolean().meta({ example: true }),
  expiresAt: instantInput('From when it is refused.').nullable(),
  groupName: z.string().trim().max(36).nullable(),
  customerId: idInput('customer').nullable(),
}

export const newTokenSchema = z.object({
  value: z.string().trim().min(1).max(255).meta({ example: valueExample }),
  type: z.enum(TOKEN_TYPES).default('rfid'),
  name: changeable.name.default(''),
  active: changeable.active.default(true),
  expiresAt: changeable.expiresAt.optional(),
  groupName: changeable.groupName.optional(),
  customerId: changeable.customerId.optional(),
})

export const tokenChangeSchema = z.object(changeable).partial()
