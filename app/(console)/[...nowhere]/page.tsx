import { notFound } from 'next/navigation'

/** An address that leads nowhere is answered inside the console, with its rail at hand. */
export default function Nowhere() {
  notFound()
}
