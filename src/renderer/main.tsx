import "@fontsource/noto-sans-arabic/arabic-400.css";
import "@fontsource/noto-sans-arabic/arabic-600.css";
import "@mantine/core/styles.css";
import "@mantine/charts/styles.css";
import "./ground.css";
import { createRoot } from "react-dom/client";
import { openCore } from "../core/api/rpc/index.ts";
import { App } from "./app.tsx";
import { lendNonce } from "./page-nonce.ts";
import { startWords } from "./words.ts";

lendNonce();
await startWords();
const place = document.getElementById("root");
if (place) createRoot(place).render(<App core={openCore()} />);
