package dev.ringdown.conformance.company;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** What customers and agents say, in bytes; nothing in it needs an escape in JSON. */
final class Phrases {

    private static final List<String> CUSTOMERS = List.of("Hello, is anybody there?", "Good morning", "My order of last week has not arrived; could you "
            + "please look where it is?", "The number is ", "Thank you", "That is not what I asked", "I have paid already, see the picture", "When will it be "
            + "delivered?", "ok", "Yes", "No, the other one", "Could somebody ring me back?", "The app says error ", "I would like to change my address",
            "My card was declined twice today and now the money is gone from my account, please help me, it is urgent", "😀👍", "Dankie", "Ngiyabonga kakhulu",
            "Ek wag al twee dae vir die tegnikus", "¿Me puede ayudar con mi factura?", "Ich möchte meinen Vertrag kündigen", "你好,我的订单在哪里?", "Спасибо большое",
            "مرحبا، أريد أن أعرف رصيدي", "क्या आप मेरी मदद कर सकते हैं?", "How long does that take?", "It still does not work after I restarted the router",
            "Which documents do you need?", "I was told somebody would come on Friday", "Is the branch open on Saturday?", "perfect, thanks!!");
    private static final List<String> AGENTS = List.of("Good day, how can I help you?", "Let me look that up for you, one moment please.",
            "Thank you for waiting.", "Your parcel has left our warehouse; it will be with you within two working days. The reference is ",
            "Could you tell me the last four digits of your number?", "I have passed this on to our technical team, they will ring you today.",
            "Is there anything else I can do for you?", "Baie dankie vir u geduld.", "Siyabonga.", "I am sorry about that.",
            "The amount was paid back to your account on Tuesday; banks take up to three days to show it.", "Please restart the device and try again.",
            "Our branches are open from nine to five, on Saturdays until one.", "Yes, that is possible.", "I need a copy of your identity document and a proof "
            + "of address that is not older than three months.", "You are welcome. Have a good day!", "The reference of your request is ");

    private final SplittableRandom random;

    Phrases(SplittableRandom random) {
        this.random = random;
    }

    String customers() {
        return one(CUSTOMERS);
    }

    String agents() {
        return one(AGENTS);
    }

    private String one(List<String> phrases) {
        String text = phrases.get(random.nextInt(phrases.size()));
        if (text.endsWith(" ")) {
            text += 100_000 + random.nextInt(900_000);
        }
        return random.nextInt(4) == 0 ? text + ' ' + phrases.get(random.nextInt(8)).strip() : text;
    }

    /** What a message keeps of its text. */
    static byte[] document(String text) {
        return ("{\"content\":{\"text\":\"" + text + "\"}}").getBytes(StandardCharsets.UTF_8);
    }
}
