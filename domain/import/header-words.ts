import type { ImportField } from "./layout.ts";

/** What columns are called in English, German, Vietnamese, Spanish and French, written as `plainName` has it. */
export const headerWords: Readonly<Partial<Record<ImportField, string>>> = {
  firstName:
    "first name|firstname|given name|forename|vorname|rufname|ten|ten goi|ten rieng|nombre|nombre de pila|prenom",
  lastName:
    "last name|lastname|surname|family name|nachname|familienname|zuname|ho|ho va ten dem|apellido|apellidos|primer apellido|nom|nom de famille",
  name: "name|full name|fullname|contact|contact name|contact person|person|vollstandiger name|ansprechpartner|ansprechpartnerin|kontakt|kontaktperson|ho ten|ho va ten|nguoi lien he|ten khach hang|nombre completo|nombre y apellidos|contacto|persona de contacto|nom complet|nom et prenom|prenom et nom|interlocuteur",
  jobTitle:
    "job title|jobtitle|title|position|role|function|berufsbezeichnung|funktion|stellung|beruf|chuc vu|chuc danh|vi tri|cargo|puesto|funcion|fonction|poste|titre",
  email:
    "email|e mail|mail|email address|e mail address|mail address|email adresse|e mail adresse|mailadresse|thu dien tu|dia chi email|dia chi thu dien tu|hop thu|correo|correo electronico|direccion de correo|courriel|adresse email|adresse e mail|adresse electronique|mel",
  phone:
    "phone|phone number|telephone|telephone number|tel|tel no|mobile|mobile phone|mobile number|cell|cell phone|cellphone|telefon|telefonnummer|rufnummer|handy|handynummer|mobil|mobiltelefon|dien thoai|so dien thoai|sdt|di dong|so di dong|telefono|numero de telefono|movil|celular|numero de telephone|portable|telephone portable",
  company:
    "company|company name|organisation|organization|account|account name|business|employer|firma|firmenname|unternehmen|betrieb|cong ty|ten cong ty|doanh nghiep|to chuc|don vi|empresa|nombre de la empresa|compania|organizacion|razon social|entreprise|societe|nom de l entreprise|raison sociale|organisme",
  website:
    "website|web site|web|url|homepage|web address|internet|webseite|internetseite|webadresse|trang web|dia chi web|sitio web|pagina web|site web|site internet|site",
  topic:
    "topic|subject|enquiry|inquiry|interest|betreff|thema|anfrage|interesse|chu de|tieu de|asunto|tema|interes|sujet|objet|interet",
  need: "need|needs|requirement|requirements|customer need|bedarf|anforderung|anforderungen|nhu cau|yeu cau|necesidad|necesidades|requisitos|besoin|besoins|exigences",
  productFamily:
    "product family|productfamily|product group|product category|produktfamilie|produktgruppe|warengruppe|dong san pham|nhom san pham|familia de productos|gama|famille de produits|gamme",
  note: "note|notes|comment|comments|remark|remarks|description|message|notiz|notizen|bemerkung|bemerkungen|kommentar|anmerkung|nachricht|ghi chu|nhan xet|mo ta|tin nhan|loi nhan|nota|notas|comentario|comentarios|observaciones|mensaje|remarque|remarques|commentaire|commentaires|observations",
  campaign: "campaign|campaign name|kampagne|aktion|chien dich|campana|campagne",
  language: "language|lang|sprache|ngon ngu|idioma|langue",
  street:
    "street|address street|street address|address|address line 1|address 1|strasse|str|anschrift|adresse strasse|dia chi|duong|so nha|calle|direccion|domicilio|rue|adresse|adresse postale",
  street2:
    "address street2|address line 2|address 2|adresszusatz|dia chi 2|direccion 2|complement d adresse|adresse 2",
  postalCode:
    "address postalcode|postal code|postalcode|zip|zip code|postcode|plz|postleitzahl|ma buu chinh|ma buu dien|codigo postal|cp|code postal",
  city: "address city|city|town|ort|stadt|wohnort|thanh pho|ciudad|poblacion|localidad|ville|commune",
  region:
    "address region|region|state|province|county|state province|bundesland|kanton|tinh|tinh thanh|tinh thanh pho|vung|provincia|estado|departement|etat",
  country: "address country|country|country code|land|staat|quoc gia|nuoc|pais|pays",
  lead: "id|lead|lead id",
};
