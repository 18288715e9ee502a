import { LandingScreen } from '../screens/landing/landing-screen.tsx'

export default function LandingPage() {
  return <LandingScreen />
}
