import { data } from 'react-router'

/** An address nobody has gets the same words as one that is not yours. */
export function loader() {
  throw data(null, 404)
}

export default function NotFound() {
  return null
}
