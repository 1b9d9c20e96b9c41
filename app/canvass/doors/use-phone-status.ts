import { useEffect, useState } from 'react'
import type { Phone } from '../offline/phone-types.ts'

export function usePhoneStatus(phone: Phone) {
  const [status, setStatus] = useState(() => phone.status())
  useEffect(() => {
    const stop = phone.subscribe(setStatus)
    setStatus(phone.status())
    return () => void stop()
  }, [phone])
  return status
}
