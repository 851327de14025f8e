'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { unstable_isUnrecognizedActionError as isOlderPage, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type DefaultValues, type FieldPath, type FieldValues, useForm } from 'react-hook-form'
import { toast } from 'sonner'
import type { z } from 'zod'
import type { Action } from './action-result'
import { useProblem } from './use-problem'

interface ActionFormOptions<Values extends FieldValues, Data> {
  /** The same schema as the door's, so that both sides refuse alike. */
  schema: z.ZodType<unknown, Values>
  defaultValues: DefaultValues<Values>
  action: Action<Values, Data>
  onDone: (data: Data, values: Values) => void
}

/**
 * A form over a server action: the schema's faults appear at their fields at once, the server's when it answers; what was
 * written is kept whatever happens. On success the page's data is read anew.
 */
export function useActionForm<Values extends FieldValues, Data>(options: ActionFormOptions<Values, Data>) {
  const t = useTranslations('errors')
  const router = useRouter()
  const { fieldProblem, refusal } = useProblem()
  const [pending, setPending] = useState(false)
  const form = useForm<Values>({ resolver: zodResolver(options.schema) as never, defaultValues: options.defaultValues })

  const submit = form.handleSubmit(async () => {
    const values = form.getValues()
    setPending(true)
    try {
      const result = await options.action(values)
      if (result.ok) {
        options.onDone(result.data, values)
        router.refresh()
        return
      }
      const fields = Object.entries(result.details ?? {}).filter(([field]) => field in form.getValues())
      for (const [field, message] of fields) form.setError(field as FieldPath<Values>, { message })
      toast.error(refusal(result))
    } catch (error) {
      // The request itself failed (no network, the server restarting): nothing is known to be saved.
      toast.error(t(isOlderPage(error) ? 'older-page' : 'unexpected'))
    } finally {
      setPending(false)
    }
  })

  /** The field's fault in words, if it has one. */
  const problem = (field: FieldPath<Values>) => {
    const message = form.getFieldState(field, form.formState).error?.message
    return message === undefined ? undefined : fieldProblem(message)
  }

  return { form, register: form.register, submit, pending, problem }
}

/** For `register`: an empty field is no value, a Swedish decimal comma is a point. */
export const asNumber = {
  setValueAs: (text: unknown) => (text === '' || text == null ? null : Number(String(text).replace(',', '.').trim())),
}
