import { learn } from "./src/i18n";
import { PARTS, type Part } from "./src/i18n/parts";

// Tests may show an element of any page, or of the card.
await learn(...([...Object.keys(PARTS), "card"] as Part[]));
