'use client'

import { Camera } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ChangeEvent, useRef, useState } from 'react'
import { toast } from 'sonner'
import { type Picture, shrinkPhoto } from '@/components/field/shrink-photo'
import { Button } from '@/components/ui/button'

interface AddPhotoProps {
  /** Says what a photo belongs to, once its bytes are kept; false: it was refused, and that was said. */
  readonly add: (picture: Picture) => Promise<boolean>
}

/** Photos from the desk: made small here, without where they were taken, as on the tablet; the same store keeps them. */
export function AddPhoto({ add }: AddPhotoProps) {
  const t = useTranslations('field.photos')
  const input = useRef<HTMLInputElement>(null)
  const [pending, setPending] = useState(false)

  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    setPending(true)
    try {
      for (const file of [...(target.files ?? [])]) {
        const picture = await shrinkPhoto(file)
        await keep(picture)
        if (!(await add(picture))) break
      }
    } catch {
      toast.error(t('failed'))
    } finally {
      target.value = ''
      setPending(false)
    }
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        onChange={(event) => void take(event)}
        className="sr-only"
        tabIndex={-1}
        aria-label={t('choose')}
      />
      <Button type="button" variant="outline" size="sm" pending={pending} onClick={() => input.current?.click()}>
        <Camera aria-hidden />
        {t('choose')}
      </Button>
    </>
  )
}

async function keep({ bytes, sha256 }: Picture): Promise<void> {
  const headers = { 'content-type': 'application/octet-stream' }
  const answer = await fetch(`/api/field/uploads/${sha256}`, { method: 'PUT', body: bytes, headers })
  if (!answer.ok) throw new Error(`The photo was not kept: ${answer.status}.`)
}
