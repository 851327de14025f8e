import { z } from 'zod'

export const problemSchema = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().meta({ example: 'Unprocessable Content' }),
    status: z.int().meta({ example: 422 }),
    code: z.string().meta({ description: 'Stable word for programs.', example: 'invalid' }),
    detail: z.string().meta({ description: 'What went wrong, in English.', example: 'Not valid: name.' }),
    errors: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'Field → what is wrong with it.', example: { name: 'required' } }),
    details: z.record(z.string(), z.string()).optional().meta({ description: 'More about what stands in the way.' }),
  })
  .meta({ id: 'Problem', description: 'Why a request was refused (RFC 9457, application/problem+json).' })
