'use client'

import { unstable_isUnrecognizedActionError as isOlderPage, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import type { Action } from './action-result'
import { useProblem } from './use-problem'

/** One click, one act: runs it, says how it went, reads the page's data anew. The promise is true when it was done. */
export function useAct() {
  const t = useTranslations('errors')
  const router = useRouter()
  const { refusal } = useProblem()
  const [pending, setPending] = useState(false)
  const act = async <Input, Data>(action: Action<Input, Data>, input: Input, done: string): Promise<boolean> => {
    setPending(true)
    try {
      const result = await action(input)
      if (result.ok) {
        toast.success(done)
        router.refresh()
      } else toast.error(refusal(result))
      return result.ok
    } catch (error) {
      toast.error(t(isOlderPage(error) ? 'older-page' : 'unexpected'))
      return false
    } finally {
      setPending(false)
    }
  }
  return { act, pending }
}
