export default function Page() {
  return <main>The shop.</main>
}
